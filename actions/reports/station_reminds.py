"""A station reminds its own experts of their diaries: once a week each, and only who is short of the year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actions.access import require_work
from actions.audit import note
from actions.diaries.progress import standing_in_year
from actions.limits import free_day
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.titles.notices import StationReminds
from programme.duty import Progress
from programme.packs import RulePack
from programme.qualification import IN_FORCE
from storage.queries.diaries.written import tenures_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.station_experts import OwnExpert, own_experts
from storage.tables import StationExpert
from storage.unit_of_work import UnitOfWork

EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Year:
    """How an expert of a station's stands in the year; `progress` None for whose title is not in force."""

    who: OwnExpert
    progress: Progress | None

    @property
    def is_short(self) -> bool:
        """Whether anything is lacking still."""
        return self.progress is not None and not self.progress.met


def years_of(work: UnitOfWork, station_id: int, rules: RulePack, today: date) -> list[Year]:
    """All of a station's own experts with their years, who is short first."""
    found = [year_of(work, one, rules, today) for one in own_experts(work, station_id)]
    return sorted(found, key=lambda one: not one.is_short)


def year_of(work: UnitOfWork, one: OwnExpert, rules: RulePack, today: date) -> Year:
    """One of them, under the title that the centre's own pack gave, else the newest in force."""
    held = tenures_of(work, "expert", one.expert_id, IN_FORCE)
    own = [tenure for tenure in held if tenure.pack == rules.id] or held
    return Year(one, standing_in_year(work, own[-1], rules, today) if own else None)


def may_be_reminded(work: UnitOfWork, one: Year, rules: RulePack, now: datetime) -> bool:
    """Whether the week since the last time is over, and the limits of reminders leave room today."""
    last, told = one.who.reminded_at, StationReminds(one.who.id)
    if not one.is_short or (last is not None and now - last < EVERY):
        return False
    return free_day(work, one.who.person_id, told.kind, told.facts(), rules, now) == now.date()


def remind_experts(
    work: UnitOfWork, speaker: Speaker, rows: Collection[int], rules: RulePack, now: datetime
) -> list[str]:
    """Remind those of these rows who may be; return their names. Refused «nobody_to_remind», «only_looks»."""
    require_work(speaker)
    assert speaker.station_id is not None
    years = years_of(work, speaker.station_id, rules, now.date())
    meant = [one.who for one in years if one.who.id in rows and may_be_reminded(work, one, rules, now)]
    if not meant:
        raise Refused("nobody_to_remind", "都够了，或者最近提醒过：一周最多提醒一次。")
    for one in meant:
        row = work.session.get_one(StationExpert, one.id, with_for_update=True, populate_existing=True)
        row.reminded_at = now
    notify(
        work,
        [
            Addressed(one.person_id, StationReminds(one.id), f"station_reminds:{one.id}:{now.date()}")
            for one in meant
        ],
        now,
    )
    note(work, "remind_experts", "station", speaker.station_id, speaker.person_id, now, count=len(meant))
    return [one.name for one in meant]
