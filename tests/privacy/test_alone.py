"""The server without any network: everything is answered, because nothing that it needs is elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.privacy.alone import ASKED


def _namespace() -> list[str]:
    """The command that starts a program in a network of its own."""
    unshare = shutil.which("unshare")
    for command in ([unshare, "--net"], [unshare, "--net", "--map-root-user"]):
        if unshare and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:  # type: ignore[list-item]
            return command  # type: ignore[return-value]
    pytest.fail(
        "A network namespace is needed for this test: install util-linux, and run the tests as root or allow user "
        "namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0).",
        pytrace=False,
    )


def test_server_without_a_network_answers_everything(tmp_path: Path) -> None:
    """No route to anywhere: it starts, is ready, answers danger and worries, and complains of nothing."""
    done = subprocess.run(
        [*_namespace(), sys.executable, "-m", "tests.privacy.alone", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)

    assert found["interfaces"] == ["lo"]
    assert len(found["answers"]) == len(ASKED)
    assert all(any(message.get("text") for message in answer) for answer in found["answers"])
    assert found["answers"][1][1]["custom"]["type"] == "emergency"
    assert "signposts" in json.dumps(found["answers"][2])
    assert "Traceback" not in found["log"]
    assert '"level": "error"' not in found["log"]
