"""Service centres as people look for them: where, by which telephone, and when somebody is there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programme.errors import UnknownYear
from programme.jurisdiction import covers, prefix
from programme.workdays import KNOWN, Calendar, is_workday

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–~至]\s*(\d{1,2}):(\d{2})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
LONGEST_EMAIL = 100
_LOOK_AHEAD = 30
"""Days; no holiday is longer."""


@dataclass(frozen=True)
class Centre:
    """A centre of the settings, for all that lies in `region` (GB/T 2260).

    `hours`: when somebody is there on a working day, as «9:00-12:00», in order; empty where nobody has said.
    `prefix` begins the numbers of its papers (capitals); without one it issues none itself. `site`: where its papers are
    checked, as «https://yiqi.example.cn»; `handler`: the 经办人 who stands on proofs. `email`: where objections to a
    publicity list may go, beside `phone` and `address`.
    """

    region: str
    name: str
    address: str = ""
    phone: str = ""
    hours: tuple[str, ...] = ()
    prefix: str = ""
    site: str = ""
    handler: str = ""
    email: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{6}", self.region):
            raise ValueError(f"region 要写六位行政区划代码，写的是 {self.region}")
        if self.prefix and not re.fullmatch(r"[A-Z]{2,6}", self.prefix):
            raise ValueError(f"prefix 要写两到六个大写字母，写的是 {self.prefix}")
        if self.email and not (_EMAIL.fullmatch(self.email) and len(self.email) <= LONGEST_EMAIL):
            raise ValueError(f"email 要写一个邮箱，像 zx@example.cn，写的是 {self.email}")
        if wrong := [span for span in self.hours if not _is_span(span)]:
            raise ValueError(f"hours 要像 9:00-12:00，写的是 {wrong[0]}")

    @property
    def opening(self) -> str:
        """When it is open, in words; empty where that is not known."""
        return f"工作日 {'、'.join(span.replace('-', '–') for span in self.hours)}" if self.hours else ""

    def opens_after(self, now: datetime, calendar: Calendar = KNOWN) -> datetime | None:
        """When somebody will be there again; None while somebody is, and where the hours are not known."""
        if any(begins <= now < ends for begins, ends in self._spans(now, calendar)):
            return None
        return next((begins for begins, _ in self._spans(now, calendar) if begins > now), None)

    def _spans(self, now: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
        days = (now.date() + timedelta(days=ahead) for ahead in range(_LOOK_AHEAD))
        for day in (day for day in days if self.hours and _worked(day, calendar)):
            for span in self.hours:
                begins, ends = _times(span)
                yield datetime.combine(day, begins, now.tzinfo), datetime.combine(day, ends, now.tzinfo)


def centre_of(centres: Sequence[Centre], place: str | None) -> Centre | None:
    """The nearest centre that is for this place; for one whose place is not known, the only one that there is."""
    if place is None:
        return centres[0] if len(centres) == 1 else None
    around = [one for one in centres if covers(one.region, place)]
    return max(around, key=lambda one: len(prefix(one.region)), default=None)


def _worked(day: date, calendar: Calendar) -> bool:
    try:
        return is_workday(day, calendar)
    except UnknownYear:
        return day.weekday() < 5


def _is_span(text: str) -> bool:
    try:
        begins, ends = _times(text)
    except ValueError:
        return False
    return begins < ends


def _times(span: str) -> tuple[time, time]:
    found = _SPAN.fullmatch(span.strip())
    if not found:
        raise ValueError(span)
    hour, minute, last_hour, last_minute = map(int, found.groups())
    return time(hour, minute), time(last_hour, last_minute)
