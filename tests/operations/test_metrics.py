"""bot/operations/metrics.py: the counters' own port, and what the server refuses."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from sanic import Sanic, response

from bot.operations.metrics import Metrics, count_refusals
from scripts.cluster import free_port


def test_without_a_port_nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Off unless the operator wants it."""
    monkeypatch.setattr("prometheus_client.start_http_server", lambda *given: pytest.fail("it was started"))
    Metrics().serve("127.0.0.1", None)


def test_counters_are_read_over_http() -> None:
    """In Prometheus's own format, with whether the model is ready at that moment."""
    metrics, port, ready = Metrics(), free_port(), [False]
    metrics.watch_model(lambda: ready[0])
    metrics.serve("127.0.0.1", port)

    def read() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return str(answer.read().decode())

    assert "signpost_model_ready 0.0" in read()
    ready[0] = True
    assert "signpost_model_ready 1.0" in read()


def test_a_taken_port_is_one_sentence() -> None:
    """It names the variable."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="METRICS_PORT="):
        Metrics().serve("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(("status", "reason"), [(403, "origin"), (413, "too_long"), (429, "rate_limit"), (200, None)])
async def test_refusals_are_counted_by_reason(status: int, reason: str | None) -> None:
    """Whichever channel refused."""
    metrics, app = Metrics(), Sanic(f"refusing-{status}", configure_logging=False)
    count_refusals(app, metrics)
    (counting,) = app.response_middleware or app._future_middleware
    await getattr(counting, "middleware", counting)(None, response.empty(status=status))
    counted = {
        s.labels["reason"] for family in metrics.registry.collect() for s in family.samples
        if s.name == "signpost_refused_total" and s.value
    }  # fmt: skip

    assert counted == ({reason} if reason else set())
