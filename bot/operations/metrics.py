"""Counters for Prometheus on a port of their own: how many and how fast, never who or what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

ANSWERS = ("emergency_now", "emergency_possible", "signposts", "not_understood", "dialogue", "last_resort")
INTERVENTIONS = ("timeout", "exception", "not_ready", "silence", "999_first")
REFUSALS = {403: "origin", 413: "too_long", 429: "rate_limit"}
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9, 1.0, 1.9, 2.0)  # seconds; 0.9 and 1.9 are the guard's limits


class Metrics:
    """Everything that is counted, in a registry of its own. No label ever comes from a message."""

    def __init__(self) -> None:
        """Starts at zero; every series is there from the start, so that an alert sees the first one."""
        prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call]  # the moment of the first emergency is nobody's business
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.answers = Counter(
            "signpost_answers", "Answers by the most serious thing in them", ["kind"], registry=self.registry
        )
        self.seconds = Histogram(
            "signpost_answer_seconds", "Time from message to answer", buckets=BUCKETS, registry=self.registry
        )
        self.interventions = Counter(
            "signpost_guard_interventions", "Times the guard had to step in", ["kind"], registry=self.registry
        )
        self.refused = Counter("signpost_refused", "Requests that were refused", ["reason"], registry=self.registry)
        self.ready = Gauge("signpost_model_ready", "1 if the model is loaded", registry=self.registry)
        self.store_up = Gauge(
            "signpost_shared_store_up", "1 if Redis answers; 1 too if none is used", registry=self.registry
        )
        self.store_lost = Counter("signpost_shared_store_lost", "Times Redis stopped answering", registry=self.registry)
        self.store_up.set(1)
        for counter, names in (
            (self.answers, ANSWERS),
            (self.interventions, INTERVENTIONS),
            (self.refused, tuple(REFUSALS.values())),
        ):
            for name in names:
                counter.labels(name)

    def watch_model(self, ready: Callable[[], bool]) -> None:
        """Asks, whenever the counters are read, whether the model is ready."""
        self.ready.set_function(lambda: float(ready()))

    def serve(self, host: str, port: int | None) -> None:
        """Serves the counters in a thread of their own; not at all without a port.

        Raises:
            OSError: If the port is taken.
        """
        if port is None:
            return
        try:
            prometheus_client.start_http_server(port, host, self.registry)
        except OSError as error:
            raise OSError(
                f"METRICS_PORT={port} is taken ({error.strerror}): choose another, or leave it out."
            ) from error


METRICS = Metrics()  # one a process, as the port is


def count_refusals(app: Any, metrics: Metrics = METRICS) -> None:
    """Counts what a Sanic app refuses, whichever channel did.

    Args:
        app: The server.
        metrics: Where to count.
    """

    async def count(request: Any, answer: Any) -> None:
        reason = REFUSALS.get(answer.status)
        if reason is not None:
            metrics.refused.labels(reason).inc()

    app.register_middleware(count, "response")
