"""What applicants and reviewers are told about an application."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class ForReview(Notice):
    """Staff: an application waits for their review."""

    kind = "application"
    application: int


@dataclass(frozen=True, slots=True)
class InPublicity(Notice):
    """The applicant: its publicity has begun; it `was_passed` before, and they were told so then."""

    kind = "application_publicity"
    application: int
    was_passed: bool = False


@dataclass(frozen=True, slots=True)
class PassedFirst(Notice):
    """The applicant: it has passed, and another level begins its publicity."""

    kind = "application_passed"
    application: int


@dataclass(frozen=True, slots=True)
class ForPublicity(Notice):
    """Staff: an application was passed, and its publicity is theirs to begin."""

    kind = "for_publicity"
    application: int


@dataclass(frozen=True, slots=True)
class PassTakenBack(Notice):
    """The applicant, who had heard of the publicity: it is stopped, and the application under review again."""

    kind = "pass_taken_back"
    application: int


@dataclass(frozen=True, slots=True)
class Returned(Notice):
    """The applicant: something is missing, and it can be handed in again."""

    kind = "application_returned"
    application: int


@dataclass(frozen=True, slots=True)
class TurnedDown(Notice):
    """The applicant: it was not passed."""

    kind = "application_refused"
    application: int


@dataclass(frozen=True, slots=True)
class Certified(Notice):
    """The applicant: certified, with this qualification."""

    kind = "certified"
    qualification: int


@dataclass(frozen=True, slots=True)
class Recommended(Notice):
    """Staff: somebody was put forward, to be taken in directly or not."""

    kind = "recommended"
    application: int


@dataclass(frozen=True, slots=True)
class PublicityEnding(Notice):
    """Staff: the publicity of this application ends today, the last day to look at objections."""

    kind = "publicity_ending"
    application: int


@dataclass(frozen=True, slots=True)
class RoundToOpen(Notice):
    """To staff who open rounds: this year's under a pack is not opened yet, and the pack asks for one each year."""

    kind = "round_to_open"

    year: int
    pack: str = ""


@dataclass(frozen=True, slots=True)
class PackEnding(Notice):
    """To staff who open rounds: the document of this pack ends on this day (ISO)."""

    kind = "pack_ending"

    pack: str
    until: str


@dataclass(frozen=True, slots=True)
class RoundClosing(Notice):
    """Somebody with an unfinished application: the round closes on this day (ISO)."""

    kind = "round_closing"
    closes: str


@dataclass(frozen=True, slots=True)
class ReviewWaits(Notice):
    """The applicant: it is still under review, or an objection is still examined, since this day (ISO)."""

    kind = "review_waits"
    application: int
    since: str


@dataclass(frozen=True, slots=True)
class ReturnWaits(Notice):
    """The applicant: it was returned on this day (ISO) and has not come back."""

    kind = "return_waits"
    application: int
    since: str
