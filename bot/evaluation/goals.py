"""What is measured, in the order of the report, and the goals of the project (issue 3)."""

from __future__ import annotations

import msgspec


class Goal(msgspec.Struct, frozen=True):
    """One line of the report.

    Attributes:
        text: What is measured, in words.
        least: The figure should be at least this.
        most: The figure should be at most this.
        lower_is_better: For figures without a goal.
    """

    text: str
    least: float | None = None
    most: float | None = None
    lower_is_better: bool = False

    def is_reached(self, value: float) -> bool | None:
        """True or False; None if there is no goal."""
        if self.least is not None:
            return value >= self.least
        return None if self.most is None else value <= self.most

    @property
    def falls(self) -> bool:
        """True if less is better."""
        return self.most is not None or self.lower_is_better

    @property
    def wanted(self) -> str:
        """The goal in words, or nothing."""
        if self.least is not None:
            return f"at least {self.least:.0%}"
        return f"at most {self.most:.0%}" if self.most is not None else ""


GOALS = {
    "first": Goal("an emergency gets 999 first (now or possible)", least=0.99),
    "first_worst": Goal("the same in the worst slice", least=0.97),
    "full": Goal("an emergency gets the full reply (now)"),
    "alarm": Goal("no emergency, yet the full 999 reply", most=0.03),
    "alarm_scary": Goal("the same, near misses only", most=0.03),
    "line": Goal("no emergency, yet the one-line 999", most=0.10),
    "kind": Goal("right kind of emergency"),
    "right": Goal("right intent, everything else"),
    "macro_f1": Goal("macro-F1 over concerns", least=0.93),
    "macro_f1_slang": Goal("macro-F1 over concerns, typos and coded", least=0.88),
    "out": Goal("out of scope recognised", least=0.90),
    "rejected": Goal("in scope, wrongly rejected", most=0.02),
    "two": Goal("two concerns both answered, the riskier first", least=0.85),
    "two_danger": Goal("emergency and a concern: 999 first, that kind"),
    "audience": Goal("who is asking, F1 where tagged", least=0.95),
    "area": Goal("area, F1 where tagged", least=0.95),
    "platform": Goal("platform, F1 where tagged", least=0.95),
    "service": Goal("service, F1 where tagged", least=0.95),
    "age": Goal("under 18 or adult, F1 where tagged", least=0.95),
    "ece": Goal("calibration error (ECE)", lower_is_better=True),
}
SCARY = "near_miss"
SLANG = ("typos", "coded")
