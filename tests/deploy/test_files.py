"""deploy/ and docs/deployment.md: what they say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.wording import Wording

DEPLOY = Path("deploy")
DOCUMENT = Path("docs") / "deployment.md"
SETTINGS = ("LISTEN_HOST", "METRICS_HOST", "METRICS_PORT", "LOG_LEVEL", "REDIS_URL", "SESSION_SECRET")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kubernetes() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((DEPLOY / "kubernetes.yml").read_text(encoding="utf-8")))


def test_the_proxy_says_the_last_resort_in_our_words(wording: Wording) -> None:
    said = (DEPLOY / "last-resort.txt").read_text(encoding="utf-8")

    assert said == wording.text("utter_line_last_resort") + "\n", (
        "copy utter_line_last_resort to deploy/last-resort.txt"
    )


def test_the_proxy_keeps_no_log() -> None:
    lines = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8").splitlines()

    assert not [line for line in lines if re.match(r"\s*(log|log-format|capture|option (http|tcp)log)\b", line)]


def test_every_process_of_compose_is_closed_in(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        if name != "proxy":
            assert "ports" not in service, name
            assert service["ulimits"]["core"] == 0, name


def test_redis_writes_nothing_to_disk(compose: dict[str, Any], kubernetes: list[dict[str, Any]]) -> None:
    (deployment,) = (
        one for one in kubernetes if one["kind"] == "Deployment" and one["metadata"]["name"].endswith("redis")
    )
    in_kubernetes = deployment["spec"]["template"]["spec"]["containers"][0]["args"]
    for command in (compose["services"]["redis"]["command"], in_kubernetes):
        joined = " ".join(word or "''" for word in command)
        assert "--save ''" in joined
        assert "--appendonly no" in joined
    assert "volumes" not in compose["services"]["redis"]


def test_no_secret_is_written_in_a_file(compose: dict[str, Any]) -> None:
    environment = compose["x-process"]["environment"]
    telegram = compose["services"]["telegram"]["environment"]

    assert environment["SESSION_SECRET"].startswith("${SESSION_SECRET:?")
    assert telegram["TELEGRAM_TOKEN"] == "${TELEGRAM_TOKEN:-}"
    assert "TELEGRAM_TOKEN" not in environment, "two processes with the token would take each other's messages"


def test_kubernetes_restarts_on_health_and_sends_people_on_ready(kubernetes: list[dict[str, Any]]) -> None:
    (deployment,) = (one for one in kubernetes if one["kind"] == "Deployment" and one["metadata"]["name"] == "signpost")
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]

    assert container["livenessProbe"]["httpGet"]["path"] == "/health"
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
    assert "startupProbe" not in container
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert any(one["kind"] == "PodDisruptionBudget" for one in kubernetes)


def test_the_image_does_not_run_as_root() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]

    assert users
    assert users[-1].isdecimal()
    assert int(users[-1]) > 0


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_in_the_document(name: str) -> None:
    assert f"| `{name}` |" in DOCUMENT.read_text(encoding="utf-8")
    assert name in Path("bot/operations/settings.py").read_text(encoding="utf-8")


def test_every_counter_that_the_document_names_exists() -> None:
    source = Path("bot/operations/metrics.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`(signpost_\w+)", DOCUMENT.read_text(encoding="utf-8")))

    assert len(named) > 5
    for name in named:
        assert f'"{name.removesuffix("_total")}"' in source, name
