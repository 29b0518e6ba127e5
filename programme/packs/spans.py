"""What no document says but the work needs: spans and limits, which `common/conventions.toml` gives where a pack does not."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from programme.packs.decode import Range
from programme.spans import add_months

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Offers:
    """How many hours an expert has to answer, and how many experts are asked at once.

    `wait_days`: for whom a need that is not urgent may wait, days from today; `choice_hours`: so long its firm has to say so.
    """

    clause: str
    answer_hours: Annotated[int, Range(1, 720)]
    urgent_answer_hours: Annotated[int, Range(1, 720)]
    at_once: Annotated[int, Range(1, 7)]
    urgent_at_once: Annotated[int, Range(1, 7)]
    wait_days: Annotated[int, Range(1, 14)]
    choice_hours: Annotated[int, Range(1, 48)]


@dataclass(frozen=True)
class Diaries:
    """For how many hours its writer may change a diary, and how many months back a service may lie.

    `asks`: what is asked beside what every diary needs, of which kind the service was (`kind`: 宣讲, 咨询, 诊断, 培训, 对接)
    and what came of it (`result`, which may be left out); what is told is kept in any case.
    """

    clause: str
    undo_hours: Annotated[int, Range(0, 8784)]
    oldest_months: Annotated[int, Range(1, 120)]
    asks: tuple[Literal["kind", "result"], ...] = ()


@dataclass(frozen=True)
class Reminders:
    """On which days, or how many minutes ahead, people are reminded; each list holds one moment a reminder.

    `silence_days_left`: days before a warning may fall due, a month taken as 30 days · `shortage_months`: months
    since the duty year began, when who is behind hears of it · `year_end_days`: days before its end, when who is
    short hears of it · `settled_days`: days after certification within which nobody is behind ·
    `offer_minutes_left`: minutes before an offer lapses · `diary_days`: days after a service was accepted ·
    `rating_days`: days after it was done · `round_days_left`, `paper_days_left`: days before the last day ·
    `nearly_days`: days before the year's end, when who lacks a fifth or less hears of it once more ·
    `late_diaries_until`: the first such month and day after a year's end is the last on which a diary of it still counts,
    «01-31»; without it the first month after the end ·
    `unconfirmed_days`: days since something was told and left without 确认.
    """

    clause: str
    silence_days_left: tuple[Annotated[int, Range(1, 720)], ...]
    shortage_months: tuple[Annotated[int, Range(1, 11)], ...]
    year_end_days: Annotated[int, Range(1, 365)]
    settled_days: Annotated[int, Range(0, 365)]
    offer_minutes_left: Annotated[int, Range(1, 10_080)]
    urgent_offer_minutes_left: Annotated[int, Range(1, 10_080)]
    diary_days: tuple[Annotated[int, Range(1, 365)], ...]
    rating_days: Annotated[int, Range(1, 365)]
    round_days_left: tuple[Annotated[int, Range(0, 365)], ...]
    paper_days_left: tuple[Annotated[int, Range(0, 365)], ...]
    nearly_days: Annotated[int, Range(1, 60)] = 16
    late_diaries_until: str | None = None
    unconfirmed_days: tuple[Annotated[int, Range(1, 60)], ...] = (1, 7)

    def __post_init__(self) -> None:
        self.late_diaries_after(date(2000, 12, 31))

    def late_diaries_after(self, last: date) -> date:
        """The last day on which a diary of the year that ended on this day still counts."""
        if self.late_diaries_until is None:
            return add_months(last + _DAY, 1) - _DAY
        found = (
            date.fromisoformat(f"{year}-{self.late_diaries_until}") for year in (last.year, last.year + 1)
        )
        return next(day for day in found if day > last)

    @property
    def quarterly(self) -> bool:
        """Whether who is behind hears of it at the end of each quarter of the year."""
        return self.shortage_months == (3, 6, 9)


@dataclass(frozen=True)
class Limits:
    """How often one person is reminded at most: on so many days of 7, of 30 and of 365.

    `same_figures_days`: within which figures that stand as they were are not said again, but for the last
    `pressing_days` before the date they are for.
    """

    clause: str
    in_week: Annotated[int, Range(1, 7)]
    in_month: Annotated[int, Range(1, 30)]
    in_year: Annotated[int, Range(1, 365)]
    same_figures_days: Annotated[int, Range(0, 365)]
    pressing_days: Annotated[int, Range(0, 365)]


@dataclass(frozen=True)
class Waiting:
    """When whoever waits hears how it stands; after the last of a list, every so many days again.

    `need_days`, `need_every`: days since a need was told that nobody has taken · `review_days`, `review_every`: working
    days since an application was handed in · `returned_days`: days since one was returned and not handed in again ·
    `service_days`: days since a service was accepted, when the firm is asked, in turn with the expert (`diary_days`) ·
    `contact_days`: days since a service was accepted, when firm, expert and staff are asked in turn whether both are in touch ·
    `referral_days`: days after a need was referred to another body, when its firm is asked once whether that helped ·
    `effect_days`: days since a service was done, when its firm is asked once what came of it ·
    `focus_days`: the same, when a firm of a focus group (S1.4) is asked how it goes, and again where it said nothing ·
    `confirm_days`: days after which a diary that its firm has not confirmed stands as 未确认.
    """

    clause: str
    need_days: tuple[Annotated[int, Range(1, 365)], ...]
    need_every: Annotated[int, Range(1, 365)]
    review_days: tuple[Annotated[int, Range(1, 250)], ...]
    review_every: Annotated[int, Range(1, 250)]
    returned_days: tuple[Annotated[int, Range(1, 365)], ...]
    service_days: tuple[Annotated[int, Range(1, 365)], ...]
    confirm_days: Annotated[int, Range(1, 90)] = 7
    contact_days: tuple[Annotated[int, Range(1, 60)], ...] = (2, 3, 5)
    effect_days: Annotated[int, Range(1, 366)] = 30
    focus_days: tuple[Annotated[int, Range(1, 366)], ...] = (7, 30)
    referral_days: Annotated[int, Range(1, 90)] = 7

    def __post_init__(self) -> None:
        if len(self.contact_days) != 3 or list(self.contact_days) != sorted(self.contact_days):
            raise ValueError("contact_days: one day each for firm, expert and staff, in this order")
        if len(self.focus_days) != 2 or self.focus_days[0] >= self.focus_days[1]:
            raise ValueError("focus_days: two, the earlier first")


@dataclass(frozen=True)
class Deciding:
    """How decisions that are hard to undo are taken.

    `persons`: how many people a revocation, an exception and a certification against conditions take · `undo_hours`: for
    how long one may be taken back · `appeal_days`: for how long it may be appealed, the day of the decision not counted ·
    `exception_words`: how many characters the reason of an exception has at least · `escalate_days`: after how many working days
    the level above may do what its owner has not.
    """

    clause: str
    persons: Literal["one", "two"] = "two"
    undo_hours: Annotated[int, Range(0, 720)] = 24
    appeal_days: Annotated[int, Range(1, 366)] = 30
    exception_words: Annotated[int, Range(10, 500)] = 50
    escalate_days: Annotated[int, Range(1, 250)] = 10


@dataclass(frozen=True)
class Grievance:
    """A kind of complaint. `of`: whoever is served complains of a holder, or a volunteer of the office. `ground`: the id of
    the loss that it bears when it is upheld, beside one of its own id.
    """

    id: Literal["fee", "secrecy", "quality", "misuse", "offence", "pressed", "unsafe", "record"]
    clause: str
    label: str
    of: Literal["holder", "office"] = "holder"
    ground: str = ""
