"""What holders and staff are told about a title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from actions.notify import Notice
from storage.queries.delivery.due import ROSTER_LETTER


@dataclass(frozen=True, slots=True)
class Silence(Notice):
    """To the holder, before a warning falls due: nothing was reported since a day (ISO)."""

    kind = "silence"
    qualification: int
    since: str


@dataclass(frozen=True, slots=True)
class WarningDue(Notice):
    """To staff: whether to warn is theirs to decide."""

    kind = "warning_due"
    warning: int


@dataclass(frozen=True, slots=True)
class AskRenewal(Notice):
    """To the holder: the term ends on a day (ISO); is another wished?"""

    kind = "ask_renewal"
    qualification: int
    until: str


@dataclass(frozen=True, slots=True)
class NeedsDue(Notice):
    """To a station: needs that it collected are asked for by a day (ISO)."""

    kind = "needs_due"
    qualification: int
    by: str


@dataclass(frozen=True, slots=True)
class Standing(Notice):
    """To the holder: the title is in another state now; `ground` and `reason` where staff have given them, `was` the state before."""

    kind = "standing"
    qualification: int
    state: str
    ground: str = ""
    reason: str = ""
    was: str = ""

    def facts(self) -> dict[str, Any]:
        """Ground, reason and what was before are stored together, under the name of «facts»."""
        why = {"ground": self.ground, "reason": self.reason, "was": self.was}
        return {"qualification": self.qualification, "state": self.state, "facts": why}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Standing:
        """The inverse of `facts`."""
        why = facts["facts"]
        return cls(
            facts["qualification"],
            facts["state"],
            why.get("ground", ""),
            why.get("reason", ""),
            why.get("was", ""),
        )


@dataclass(frozen=True, slots=True)
class Warned(Notice):
    """To the holder: a warning was given."""

    kind = "warned"
    warning: int


@dataclass(frozen=True, slots=True)
class StillWarned(Notice):
    """To the holder: the warning stands, and nothing was reported since a day (ISO)."""

    kind = "still_warned"
    qualification: int
    since: str


@dataclass(frozen=True, slots=True)
class Left(Notice):
    """To staff: a holder has given the title up."""

    kind = "left"
    qualification: int


@dataclass(frozen=True, slots=True)
class ExpertGone(Notice):
    """To a firm: the title of the expert who accepted its need has ended, and the service was not given."""

    kind = "expert_gone"
    need: int
    qualification: int


@dataclass(frozen=True, slots=True)
class RenewalAsked(Notice):
    """To staff: a holder wishes another term."""

    kind = "renewal"
    renewal: int


@dataclass(frozen=True, slots=True)
class RenewalDecided(Notice):
    """To the holder: what staff have decided."""

    kind = "renewal_decided"
    renewal: int


@dataclass(frozen=True, slots=True)
class Shortage(Notice):
    """The holder: behind in the duty year that begins on this day (ISO)."""

    kind = "shortage"
    qualification: int
    year: str


@dataclass(frozen=True, slots=True)
class PaperDue(Notice):
    """A station: its `plan` or `summary` of a year is due by this day (ISO). `pressed`: an officer asks for it after that day."""

    kind = "paper_due"
    qualification: int
    paper: str
    year: int
    by: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class YearResult(Notice):
    """The holder, early in the new year: what became of the duty year that began on this day (ISO)."""

    kind = "year_result"
    qualification: int
    year: str


@dataclass(frozen=True, slots=True)
class Nudge(Notice):
    """A holder: a member of staff asks how things are; silent since this day (ISO)."""

    kind = "nudge"
    qualification: int
    since: str


@dataclass(frozen=True, slots=True)
class SecondAsked(Notice):
    """To staff: a colleague proposes a decision that takes a second person."""

    kind = "second_asked"
    decision: int


@dataclass(frozen=True, slots=True)
class SecondAnswered(Notice):
    """To whoever proposed a decision: it was confirmed, or not."""

    kind = "second_answered"
    decision: int


@dataclass(frozen=True, slots=True)
class TakenBack(Notice):
    """To the holder: the title was taken away, and is theirs again."""

    kind = "taken_back"
    decision: int


@dataclass(frozen=True, slots=True)
class ReportedAgain(Notice):
    """To staff: a holder who was warned has reported since."""

    kind = "reported_again"
    qualification: int


@dataclass(frozen=True, slots=True)
class Commended(Notice):
    """To the holder: commended for a year."""

    kind = "commended"
    qualification: int
    year: int


@dataclass(frozen=True, slots=True)
class RosterLetter(Notice):
    """To the address of a mailing and to nobody here: a roster of so many rows, with the sealed scan of this import (0: none)."""

    kind = ROSTER_LETTER
    mailing: int
    rows: int
    scan_of: int = 0


@dataclass(frozen=True, slots=True)
class RosterMailed(Notice):
    """To whoever had a roster mailed: what became of the letter (sent, failed, unknown)."""

    kind = "roster_mailed"
    mailing: int
    state: str


@dataclass(frozen=True, slots=True)
class StationAsksExpert(Notice):
    """To an expert: a station asks whether they belong to it (a row of its register)."""

    kind = "station_asks_expert"
    row: int


@dataclass(frozen=True, slots=True)
class ExpertAnsweredStation(Notice):
    """To who does a station's work: the expert of this row belongs to it from now on, or does not want to."""

    kind = "expert_answered_station"
    row: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class ExpertLeftStation(Notice):
    """To who does a station's work: the expert of this row has left its register."""

    kind = "expert_left_station"
    row: int


@dataclass(frozen=True, slots=True)
class ExpertStruckOff(Notice):
    """To an expert: the station of this row counts them among its own no more."""

    kind = "expert_struck_off"
    row: int


@dataclass(frozen=True, slots=True)
class StationReminds(Notice):
    """To an expert: the station of this row reminds them of their diaries."""

    kind = "station_reminds"
    row: int
