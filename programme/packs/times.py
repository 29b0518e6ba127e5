"""How soon whoever is served is to hear: what a pack promises, and by when it is to be kept."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

from programme.packs.decode import Range
from programme.workdays import KNOWN, Calendar, is_working

Step = Literal["answer", "contact", "review"]
DAY = timedelta(days=1)
MORNING, NIGHT = time(8), time(22)
"""The hours of a waking day, which are those outside the quiet ones (`programme.delivery`)."""


@dataclass(frozen=True)
class ServiceTimes:
    """Hours until an expert takes a need on (`answer_hours`, of what is urgent `urgent_hours`), until that expert calls the firm
    (`contact_hours`); days after a service until its firm has said how it was (`review_days`).

    `runs`: which hours count: all by the clock, those outside the night, or those of working days. `urgent_hours` and `review_days`
    go by the clock. Without `urgent_hours` an urgent need is promised what any need is; the call always is.
    """

    clause: str
    contact_hours: Annotated[int, Range(1, 720)] | None = None
    answer_hours: Annotated[int, Range(1, 720)] | None = None
    urgent_hours: Annotated[int, Range(1, 720)] | None = None
    review_days: Annotated[int, Range(1, 90)] | None = None
    runs: Literal["clock", "waking", "working"] = "clock"

    def __post_init__(self) -> None:
        if not any((self.contact_hours, self.answer_hours, self.urgent_hours, self.review_days)):
            raise ValueError(
                "contact_hours、answer_hours、urgent_hours、review_days 至少写一项（service times）"
            )

    def answer_by(self, since: datetime, urgent: bool, calendar: Calendar = KNOWN) -> datetime | None:
        """By when a need told at `since` (local time) is to be taken on; None where nothing is promised."""
        if urgent and self.urgent_hours:
            return since + timedelta(hours=self.urgent_hours)
        return self._after(self.answer_hours, since, calendar)

    def contact_by(self, since: datetime, calendar: Calendar = KNOWN) -> datetime | None:
        """By when the expert who took a need on at `since` (local time) is to have called its firm."""
        return self._after(self.contact_hours, since, calendar)

    def review_by(self, since: datetime) -> datetime | None:
        """By when a service done at `since` is to have been reviewed."""
        return since + timedelta(days=self.review_days) if self.review_days else None

    def _after(self, hours: int | None, since: datetime, calendar: Calendar) -> datetime | None:
        if hours is None:
            return None
        left, at = timedelta(hours=hours), since
        if self.runs == "clock":
            return since + left
        while True:
            begins, ends = self._counted(at.date(), since, calendar)
            at = max(at, begins)
            if at + left <= ends:
                return at + left
            left -= max(ends - at, timedelta(0))
            at = datetime.combine(at.date() + DAY, time(0), since.tzinfo)

    def _counted(self, day: date, since: datetime, calendar: Calendar) -> tuple[datetime, datetime]:
        """From when to when the hours of a day count; nothing of it where both are one."""
        begins = datetime.combine(day, time(0), since.tzinfo)
        if self.runs == "waking":
            return datetime.combine(day, MORNING, since.tzinfo), datetime.combine(day, NIGHT, since.tzinfo)
        return begins, begins + DAY if is_working(day, calendar) else begins
