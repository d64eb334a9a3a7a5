"""bot/files.py: a file that cannot be read is one sentence: which, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files import FileError, decode, read_yaml


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "some.yml"
    path.write_bytes(content)
    return path


def test_decode_gives_the_shape(tmp_path: Path) -> None:
    """What is well is read."""
    assert decode(_file(tmp_path, b"a: [b]\n"), dict[str, list[str]]) == {"a": ["b"]}


@pytest.mark.parametrize("read", [lambda path: decode(path, dict[str, str]), read_yaml])
@pytest.mark.parametrize("content", [b"a: [b\n c: {\n", b"a: 'b\n", b"\xffa: b"])
def test_no_yaml_is_one_sentence(tmp_path: Path, read: object, content: bytes) -> None:
    """A bracket, a quotation mark or an encoding that is wrong."""
    with pytest.raises(FileError, match=r"some\.yml: this is not YAML") as caught:
        read(_file(tmp_path, content))  # type: ignore[operator]

    assert "\n" not in str(caught.value)


def test_no_yaml_says_the_line(tmp_path: Path) -> None:
    """Counted from one, as editors do."""
    with pytest.raises(FileError, match=r"line 2, column 3"):
        read_yaml(_file(tmp_path, b"a: [b\n c: {\n"))


def test_decode_another_shape_is_one_sentence(tmp_path: Path) -> None:
    """Where in the file, and what was wanted."""
    with pytest.raises(FileError, match=r"some\.yml: Expected `str`, got `int` - at `\$\[\.\.\.\]`; write it"):
        decode(_file(tmp_path, b"a: 5\n"), dict[str, str])


def test_decode_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """Its name, and that it is wanted back."""
    with pytest.raises(FileError, match=r"none\.yml: cannot be read"):
        decode(tmp_path / "none.yml", dict[str, str])
