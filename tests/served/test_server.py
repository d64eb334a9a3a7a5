"""What the process itself promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.browser import open_browser
from tests.served.conftest import Server, free_port, shown, wait_for

CANARY = "zyxwvut canary my ex tracks me"


def test_999_is_answered_before_rasa_is_loaded(server: Server) -> None:
    """The first message after the socket opens gets 999."""
    assert "999" in server.first_999[0]["text"]


def test_serving_never_loads_tensorflow(server: Server) -> None:
    """No library of TensorFlow is mapped into the process."""
    maps = Path(f"/proc/{server.process.pid}/maps").read_text(encoding="utf-8")

    assert "onnxruntime" in maps
    assert "tensorflow" not in maps


def test_nothing_typed_is_printed(server: Server) -> None:
    """A canary goes through a turn and does not come out in the log."""
    server.say(CANARY)

    assert "zyxwvut" not in server.log.read_text(encoding="utf-8")


def test_rasa_http_api_is_off(server: Server) -> None:
    """Nobody can read conversations or swap the model over HTTP."""
    for path in ("/status", "/model", "/conversations/a/tracker", "/domain"):
        assert server.get(path)[0] == 404


def test_page_takes_a_worry_and_shows_cards(server: Server) -> None:
    """A person opens the page, types and reads the right card."""
    with open_browser() as browser:
        page = browser.new_page()
        page.goto(server.address)
        box = page.get_by_role("textbox")
        box.fill("a man on roblox keeps asking my daughter for photos")
        box.press("Enter")

        page.get_by_text("CEOP Safety Centre").first.wait_for(timeout=8000)

        assert page.get_by_role("log").get_by_text("I am a computer, not a person.").is_visible()


def test_taken_port_is_one_clear_sentence(server: Server) -> None:
    """A second server on the same port ends with a sentence that says what to do."""
    port = server.address.rsplit(":", 1)[1]
    second = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env={**os.environ, "PORT": port},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert second.returncode == 1
    assert f"Port {port} is taken" in second.stderr
    assert "Traceback" not in second.stderr


def test_stock_rasa_run_with_its_action_server_gives_the_same_routes(tmp_path: Path) -> None:
    """`rasa run` and `rasa run actions` work from the repository root, guard included."""
    port, actions = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    ours = Path("endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(ours.replace("5055", str(actions)), encoding="utf-8")
    rasa = [sys.executable, "-m", "rasa", "run"]
    with (tmp_path / "log").open("wb") as log:
        acting = subprocess.Popen([*rasa, "actions", "--port", str(actions)], stdout=log, stderr=log)
        options = ["--port", str(port), "--interface", "127.0.0.1", "--endpoints", str(endpoints)]
        running = subprocess.Popen([*rasa, "--model", "models/signpost.tar.gz", *options], stdout=log, stderr=log)
    server = Server(f"http://127.0.0.1:{port}", running, tmp_path / "log", [])
    try:
        wait_for(lambda: server.get("/webhooks/rest/")[0] == 200, running)
        wait_for(lambda: "report-fraud" in json.dumps(server.say("I gave my card details to a scammer")), running)

        messages = server.say("hes outside my door and he says hes going to kill me")

        assert "999" in messages[0]["text"]
        assert "national-domestic-abuse-helpline" in shown(messages)
        assert "999" in server.say_on_website("hes outside my door and he says hes going to kill me")[0]["text"]
        assert server.get("/widget/chat.js")[0] == 200
    finally:
        for process in (running, acting):
            process.terminate()
            process.wait(timeout=30)
