"""Whole processes that hang, are killed, start without what they need, or stand in hostile surroundings (T2, T10, T34, T35)."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.serve import STUCK_EXIT
from tests.faults.steady import EMERGENCIES, WORRY
from tests.served.conftest import Server, custom, free_port, shown, wait_for, words

PATIENCE = 120  # seconds for a process on a busy machine
REPOSITORY = Path(__file__).parents[2]


@contextmanager
def _running(
    tmp_path: Path, *faults: str, port: int | None = None, folder: Path = REPOSITORY, **environment: str
) -> Iterator[Server]:
    """A server with faults in it, up as soon as its socket is open."""
    number, log = port or free_port(), tmp_path / "child.log"
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PORT": str(number), **environment}
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child", *faults],
            stdout=output,
            stderr=output,
            env=variables,
            cwd=folder,
        )
    server = Server(f"http://127.0.0.1:{number}", process, log, [])
    try:
        wait_for(lambda: server.get("/health")[0] == 200, process)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)


def _is_steady(server: Server) -> None:
    for text in EMERGENCIES.values():
        messages = server.say(text)
        assert "999" in messages[0]["text"].split("\n")[0]
        assert custom(messages, "emergency")
    assert words(server.say(WORRY)).strip()


def _why(server: Server) -> str:
    status, body = server.get("/ready")
    assert status == 503, body
    return str(json.loads(body)["why"])


@pytest.fixture
def without_model(tmp_path: Path) -> Path:
    """A folder as the repository's, without a model."""
    folder = tmp_path / "house"
    folder.mkdir()
    for name in ("actions", "bot", "data", "config.yml", "domain.yml", "endpoints.yml", "requirements.lock", ".cache"):
        (folder / name).symlink_to(REPOSITORY / name)
    return folder


def test_server_without_a_model_stays_up_with_the_guard_alone(tmp_path: Path, without_model: Path) -> None:
    """Alive, not ready, a sentence why, and 999 for whoever needs it."""
    with _running(tmp_path, folder=without_model) as server:
        wait_for(lambda: "loading" not in _why(server), server.process)

        assert _why(server) == "models/signpost.tar.gz is missing: run `make train`."
        assert server.get("/health")[0] == 200
        _is_steady(server)
        wait_for(lambda: "make train" in server.log.read_text(encoding="utf-8"), server.process)


def test_server_with_a_full_disk_stays_up_with_the_guard_alone(tmp_path: Path) -> None:
    """The model cannot be unpacked: not ready, and 999 for whoever needs it."""
    with _running(tmp_path, "full") as server:
        wait_for(lambda: "loading" not in _why(server), server.process)

        assert "File too large" in _why(server)
        _is_steady(server)


def _full_disk() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def _nobody() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("output", [_full_disk, _nobody])
def test_server_that_cannot_print_or_log_answers(without_model: Path, output: Callable[[], int]) -> None:
    """Its output goes to a full disk, or to a program that has ended: it starts, stays up, and answers 999."""
    number, target = free_port(), output()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--no-train"],
        cwd=without_model,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PORT": str(number)},
        stdout=target,
        stderr=target,
    )
    os.close(target)
    server = Server(f"http://127.0.0.1:{number}", process, without_model / "no-log", [])
    try:
        wait_for(lambda: _answers(server) and "loading" not in _why(server), process)
        _is_steady(server)
    finally:
        process.kill()
        process.wait(30)


def _answers(server: Server) -> bool:
    try:
        return server.get("/health")[0] == 200
    except OSError:
        return False


def test_server_on_a_read_only_disk_without_a_network_answers_in_full(tmp_path: Path) -> None:
    """Nothing to write to but the folder for temporary files, no name found, nobody reached: ready, routes and all.

    Killed in the middle of a turn, it is back at once on the same port, and answers 999 before Rasa is there.
    """
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with _running(tmp_path, "read-only", "no-network", TMPDIR=str(temporary)) as server:
        wait_for(lambda: server.get("/ready")[0] == 200, server.process)
        _is_steady(server)
        assert "report-fraud" in shown(server.say(WORRY))
        assert list(temporary.iterdir()) == []
        port = int(server.address.rsplit(":", 1)[1])
        _kill_in_a_turn(server, port)

    with _running(tmp_path, port=port) as back:
        assert "999" in back.say(EMERGENCIES["emergency_danger"])[0]["text"]


def _kill_in_a_turn(server: Server, port: int) -> None:
    """SIGKILL behind a message: the client hears nothing at all, which it knows how to read; never an empty answer."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("POST", "/webhooks/rest/webhook", json.dumps({"message": WORRY}).encode())
    server.process.send_signal(signal.SIGKILL)
    try:
        assert json.loads(client.getresponse().read())
    except (OSError, http.client.HTTPException):
        pass
    finally:
        client.close()
    assert server.process.wait(timeout=30) == -signal.SIGKILL


def test_process_whose_rasa_hangs_for_good_ends_itself(tmp_path: Path) -> None:
    """Every message is answered until then; the exit code asks whoever supervises it for a new one."""
    with _running(tmp_path, "hang") as server:
        wait_for(lambda: "loading" not in server.get("/ready")[1], server.process)
        try:
            while server.process.poll() is None:
                messages = server.say(EMERGENCIES["emergency_suicide"])
                assert "999" in messages[0]["text"].split("\n")[0]
        except OSError:
            pass  # it went in the middle of this one

        assert server.process.wait(timeout=PATIENCE) == STUCK_EXIT
        assert "hangs for good" in server.log.read_text(encoding="utf-8")


def test_training_that_fails_ends_with_one_sentence(without_model: Path) -> None:
    """`make run` in a folder whose config.yml is no configuration: exit code 1, and what to do."""
    (without_model / "config.yml").unlink()
    (without_model / "config.yml").write_text(
        "recipe: default.v1\nlanguage: en\npipeline:\n  - name: NoSuchComponent\npolicies: []\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=without_model,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=3 * PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    last = done.stderr.rstrip().split("\n")[-1].removeprefix("\x1b[0m")  # the end of the colour of Rasa's last line
    assert last.startswith("Training failed; Rasa says why above.")
    assert not (without_model / "models" / "signpost.trained-on").exists()
