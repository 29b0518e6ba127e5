"""What people are told about applications."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class PublicityEnding(Notice):
    """Staff: the publicity of this application ends today, the last day to look at objections."""

    kind = "publicity_ending"
    application: int


@dataclass(frozen=True, slots=True)
class RoundClosing(Notice):
    """Somebody with an unfinished application: the round closes on this day (ISO)."""

    kind = "round_closing"
    closes: str
