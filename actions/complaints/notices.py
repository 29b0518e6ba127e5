"""What is told about objections, complaints, appeals and suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class CaseFiled(Notice):
    """To staff: somebody has brought a case."""

    kind: ClassVar[str] = "case_filed"
    case: int


@dataclass(frozen=True, slots=True)
class CaseAdded(Notice):
    """To staff who hear a case: its person has added words to it. `count`: how often, so that each addition is told once."""

    kind: ClassVar[str] = "case_added"
    case: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class StaffAnswered(Notice):
    """To who brought a request: a line that a member of staff has added to it, in its text."""

    kind: ClassVar[str] = "staff_answered"
    case: int
    line: int


@dataclass(frozen=True, slots=True)
class PersonSaid(Notice):
    """To the member of staff who talks with somebody: a line of theirs, in the text of the case."""

    kind: ClassVar[str] = "person_said"
    case: int
    line: int


@dataclass(frozen=True, slots=True)
class TalkEnded(Notice):
    """To both sides of a talk: it is over. `by` is the person who ended it, None where its time was up."""

    kind: ClassVar[str] = "talk_ended"
    case: int
    by: int | None = None


@dataclass(frozen=True, slots=True)
class RequestClosed(Notice):
    """To who brought a request: staff say that it is settled."""

    kind: ClassVar[str] = "request_closed"
    case: int


@dataclass(frozen=True, slots=True)
class CaseDecided(Notice):
    """To who brought it: what came of it. `state`: what it was told of; pointless where that was changed meanwhile.
    `again`: another result was told before."""

    kind: ClassVar[str] = "case_decided"
    case: int
    state: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class FoundTrue(Notice):
    """To the holder whom a complaint named, and nobody else of that name: it was found true; who brought it is not said."""

    kind: ClassVar[str] = "complaint_found_true"
    case: int
    state: str


@dataclass(frozen=True, slots=True)
class FoundOtherwise(Notice):
    """To the same: what was found true was looked at again, and is not."""

    kind: ClassVar[str] = "complaint_found_otherwise"
    case: int
    state: str


@dataclass(frozen=True, slots=True)
class CaseWithdrawn(Notice):
    """To staff who heard of a case: it was taken back."""

    kind: ClassVar[str] = "case_withdrawn"
    case: int


@dataclass(frozen=True, slots=True)
class Repaid(Notice):
    """To who complained of a fee: the money was given back, as staff have it."""

    kind: ClassVar[str] = "repaid"
    case: int


@dataclass(frozen=True, slots=True)
class CaseUnheard(Notice):
    """To the staff of the place: somebody brought a case that none of them may decide."""

    kind: ClassVar[str] = "case_unheard"
    case: int
