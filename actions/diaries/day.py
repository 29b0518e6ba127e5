"""What else stands in the diaries of a day: the same service once more, another at the same time, too many hours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.refusal import Refused
from language import is_named
from language.regions import are_nested
from programme.spans import short_day
from storage.queries.diaries.written import DiaryFacts, written_on
from storage.unit_of_work import UnitOfWork

LONGEST_DAY = Decimal(24)
Times = Collection[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose diary it is, and from whose hand. `but`: an entry in whose place another is to stand."""

    holder: str
    holder_id: int
    person_id: int
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A service as far as it tells it from others. `times`: beginnings and ends in minutes of the day; `activity`: which it tells of."""

    served_on: date
    hours: Decimal
    enterprises: int
    names: Collection[str] = ()
    region: str | None = None
    form: str | None = None
    times: Times = ()
    activity: int | None = None


def others_of_day(work: UnitOfWork, whose: Whose, day: date) -> list[DiaryFacts]:
    """What stands of the day, of this holder's or from this person's hand."""
    work.flush()
    found = written_on(work, whose.holder, whose.holder_id, whose.person_id, day)
    return [one for one in found if one.id != whose.but]


def same_service(told: Told, others: Iterable[DiaryFacts]) -> DiaryFacts | None:
    """The one of the day's diaries that seems to tell of this very service, in whatever words."""
    return next((one for one in others if _is_same(told, one)), None)


def at_the_same_time(told: Told, whose: Whose, others: Iterable[DiaryFacts]) -> DiaryFacts | None:
    """The one by whose clock times its writer, who is in one place at a time, was elsewhere."""
    own = (one for one in others if one.person_id == whose.person_id)
    return next((one for one in own if overlap(told.times, one.times)), None)


def hours_beside(whose: Whose, others: Sequence[DiaryFacts]) -> Decimal:
    """The hours that the one who writes has on the day already; those of colleagues of a station are their own."""
    return sum((one.hours for one in others if one.person_id == whose.person_id), Decimal(0))


def require_room(work: UnitOfWork, whose: Whose, day: date, hours: Decimal) -> None:
    """A day has 24 hours. Refused «over_a_day»."""
    beside = hours_beside(whose, others_of_day(work, whose, day))
    if beside + hours > LONGEST_DAY:
        raise Refused("over_a_day", over_a_day(day, beside))


def over_a_day(day: date, beside: Decimal) -> str:
    """Why so many hours more don't go into the day."""
    known = (
        f"{short_day(day)}已经记了 {beside.normalize():f} 小时，加上这篇就过了 24 小时。" if beside else ""
    )
    return f"{known}一天最多记 24 小时，几天的分开说就行。"


def overlap(some: Times, others: Times) -> bool:
    """Whether any stretch of the one lies within one of the other; ends that touch do not."""
    return any(begin < other_end and other < end for begin, end in some for other, other_end in others)


def _is_same(told: Told, one: DiaryFacts) -> bool:
    if not (_may_be_one_place(told, one) and _may_be_same_firms(told.names, one.names)):
        return False
    if told.activity and one.activity_id and told.activity != one.activity_id:
        return False
    if told.times and one.times:
        return overlap(told.times, one.times)
    if told.activity != one.activity_id:  # an activity told by hand and by its proposal, in whatever figures
        return True
    return told.hours == one.hours and told.enterprises == one.enterprises


def _may_be_one_place(told: Told, one: DiaryFacts) -> bool:
    """Whether nothing tells them apart; a place that is not told, or only by its city, may be either."""
    if told.form and one.form and told.form != one.form:
        return False
    return not (told.region and one.region) or are_nested(told.region, one.region)


def _may_be_same_firms(names: Collection[str], others: Collection[str]) -> bool:
    if not (names and others):
        return True
    return any(is_named(one, other) or is_named(other, one) for one in names for other in others)
