"""What is written next to a trained model, and checked before it is unpacked: its hash, its Rasa and its components.

The seal finds damage and mix-ups. It is no signature: whoever can write the model can write the seal.
"""

from __future__ import annotations

import hashlib
import tarfile
from importlib import metadata
from pathlib import Path

import msgspec

from bot.files import read_yaml

CONFIG = Path("config.yml")
AGAIN = "run `make train`."


class UnusableModelError(RuntimeError):
    """The model is missing, damaged, old or another one; the message is one sentence."""


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model file was when it was trained.

    Attributes:
        sha256: Of the whole file.
        bytes: Its size.
        rasa: The version that trained it.
        components: Names in config.yml, pipeline before policies.
    """

    sha256: str
    bytes: int
    rasa: str
    components: tuple[str, ...]


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def components(config: Path = CONFIG) -> tuple[str, ...]:
    """The names in a config.yml, pipeline before policies."""
    content = read_yaml(config)
    return tuple(str(part["name"]) for group in ("pipeline", "policies") for part in content.get(group) or ())


def _read_to_its_end(file: Path) -> None:
    """The archive's own checksums cover every byte, if every byte is read."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            for member in archive:
                content = archive.extractfile(member)
                while content is not None and content.read(1 << 20):
                    pass
    except (OSError, EOFError, tarfile.TarError) as error:
        raise UnusableModelError(f"{file} is damaged ({error}): {AGAIN}") from error


def write(file: Path, seal: Path) -> None:
    """Seals a model that has just been trained.

    Args:
        file: The model.
        seal: Where the seal goes.

    Raises:
        UnusableModelError: If the model cannot be read to its end.
    """
    _read_to_its_end(file)
    made = Seal(digest(file), file.stat().st_size, metadata.version("rasa"), components())
    unfinished = seal.with_suffix(".unfinished")
    unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(made)) + b"\n")
    unfinished.replace(seal)


def read(file: Path, seal: Path) -> Seal:
    """Reads a seal and compares what costs no time: that the model is there, its size, Rasa and the components.

    Args:
        file: The model.
        seal: Its seal.

    Returns:
        The seal.

    Raises:
        UnusableModelError: If they do not belong together.
    """
    if not file.is_file():
        raise UnusableModelError(f"{file} is missing: {AGAIN}")
    try:
        found = msgspec.json.decode(seal.read_bytes(), type=Seal)
    except (OSError, msgspec.MsgspecError) as error:
        raise UnusableModelError(f"{seal}, the seal of the model, is missing or unreadable: {AGAIN}") from error
    if found.bytes != file.stat().st_size:
        raise UnusableModelError(f"{file} has another size than when it was trained: {AGAIN}")
    if found.rasa != metadata.version("rasa"):
        raise UnusableModelError(
            f"{file} was trained with Rasa {found.rasa}, and {metadata.version('rasa')} is here: {AGAIN}"
        )
    if found.components != components():
        raise UnusableModelError(f"{file} was trained with other components than config.yml names: {AGAIN}")
    return found


def check(file: Path, seal: Path) -> None:
    """Compares everything, the hash of the whole file last.

    Args:
        file: The model.
        seal: Its seal.

    Raises:
        UnusableModelError: If the model is not the one that was sealed.
    """
    found = read(file, seal)
    if found.sha256 != digest(file):
        raise UnusableModelError(f"{file} is damaged (its SHA-256 is not that of its training): {AGAIN}")
