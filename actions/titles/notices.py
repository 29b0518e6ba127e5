"""What people are told about titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Silence(Notice):
    """The holder: silent since this day (ISO), and no warning yet."""

    kind = "silence"
    qualification: int
    since: str


@dataclass(frozen=True, slots=True)
class WarningDue(Notice):
    """Staff: a warning to decide."""

    kind = "warning_due"
    warning: int


@dataclass(frozen=True, slots=True)
class AskRenewal(Notice):
    """The holder: the term ends on this day (ISO); is another wanted?"""

    kind = "ask_renewal"
    qualification: int
    until: str


@dataclass(frozen=True, slots=True)
class Standing(Notice):
    """The holder: the qualification is in this state now; `why` is its ground and reason, where somebody decided it."""

    kind = "standing"
    qualification: int
    state: str
    why: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """As they are stored: `why` under the name «facts»."""
        return {"qualification": self.qualification, "state": self.state, "facts": self.why}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """The inverse of `facts`."""
        return cls(facts["qualification"], facts["state"], facts.get("facts", {}))


@dataclass(frozen=True, slots=True)
class Shortage(Notice):
    """The holder: behind in the duty year that begins on this day (ISO)."""

    kind = "shortage"
    qualification: int
    year: str


@dataclass(frozen=True, slots=True)
class PaperDue(Notice):
    """A station: its `plan` or `summary` of a year is due by this day (ISO)."""

    kind = "paper_due"
    qualification: int
    paper: str
    year: int
    by: str
