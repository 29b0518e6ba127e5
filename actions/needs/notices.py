"""What is told about a need that is taken back, or closed by staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class Withdrawn(Notice):
    """To the expert who had accepted: the enterprise has taken the need back."""

    kind: ClassVar[str] = "withdrawn"
    need: int


@dataclass(frozen=True, slots=True)
class NeedClosed(Notice):
    """To the enterprise: staff have closed its need, and why."""

    kind: ClassVar[str] = "need_closed"
    need: int
    reason: str


@dataclass(frozen=True, slots=True)
class CannotServe(Notice):
    """To the enterprise: its need could not be served, and why."""

    kind: ClassVar[str] = "cannot_serve"
    need: int
    reason: str


@dataclass(frozen=True, slots=True)
class HelpWanted(Notice):
    """To the staff of an office above or beside: nobody takes this need; `asker` is the person who asks for help."""

    kind: ClassVar[str] = "help_wanted"
    need: int
    asker: int


@dataclass(frozen=True, slots=True)
class NeedWaits(Notice):
    """To the enterprise: nobody has taken its need yet, what was tried and what comes next."""

    kind: ClassVar[str] = "need_waits"
    need: int


@dataclass(frozen=True, slots=True)
class UrgentWished(Notice):
    """To staff: a firm that nobody vouches for says that its need is urgent."""

    kind: ClassVar[str] = "urgent_wished"
    need: int


@dataclass(frozen=True, slots=True)
class Vouched(Notice):
    """To the enterprise: staff vouch for it; `urgent`: and its need is hurried."""

    kind: ClassVar[str] = "vouched"
    need: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class WaitOver(Notice):
    """To the enterprise: its need has waited for the right one, and goes on; `expert`: who was waited for."""

    kind: ClassVar[str] = "wait_over"
    need: int
    expert: int


@dataclass(frozen=True, slots=True)
class Referred(Notice):
    """To the enterprise: another body is the one for its need."""

    kind: ClassVar[str] = "referred"
    need: int


@dataclass(frozen=True, slots=True)
class ReferralAsked(Notice):
    """To the enterprise, once: did that help?"""

    kind = "referral_asked"
    need: int


@dataclass(frozen=True, slots=True)
class VisitAsked(Notice):
    """To a firm: what it told somebody who came to see it; may an expert be asked?"""

    kind: ClassVar[str] = "visit_asked"
    visit: int


@dataclass(frozen=True, slots=True)
class VisitAnswered(Notice):
    """To whom a firm told what it wants: it agrees that an expert is asked, or not."""

    kind: ClassVar[str] = "visit_answered"
    visit: int
    agrees: bool
