"""Where a holder stands in the duty year."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from actions.access import kind_of, pack_of
from actions.diaries.record import holder_of
from programme.duty import Progress, duty_year, progress
from programme.packs import Kind, RulePack
from programme.programmes import packs, speaking_of
from programme.qualification import IN_FORCE
from programme.readings import YearRecord
from storage.queries.diaries.written import tenure_of, tenures_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import record_in
from storage.unit_of_work import UnitOfWork


class Held(Protocol):
    """A title as a duty year depends on it."""

    @property
    def pack(self) -> str: ...
    @property
    def holder(self) -> str: ...
    @property
    def holder_id(self) -> int: ...
    @property
    def certified_on(self) -> date: ...


def progress_of(work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date, on: date) -> Progress:
    """The speaker's standing in the duty year that holds the day `on`, today or before.

    Of several titles that under the centre's own pack is meant, else the newest in force. Refused «no_diary» for who
    keeps none.
    """
    holder, holder_id = holder_of(speaker)
    if held := tenure_of(work, holder, holder_id, rules.id, IN_FORCE):
        return standing_in_year(work, held, rules, on, today)
    kind = kind_of(holder)
    pack = speaking_of(rules, kind)
    record = _record(work, kind, holder_id, duty_year(pack.year, None, on), today)
    return progress(pack, kind, record, None, on)


def standings_of(
    work: UnitOfWork, speaker: Speaker, rules: RulePack, today: date, on: date
) -> list[tuple[RulePack, Progress]]:
    """The standing under each of the speaker's titles in force, in the order of the programmes; as `progress_of` where there is one."""
    held = tenures_of(work, *holder_of(speaker), IN_FORCE)
    if len(held) < 2:
        return [(rules, progress_of(work, speaker, rules, today, on))]
    found = [(pack_of(one.pack, rules), standing_in_year(work, one, rules, on, today)) for one in held]
    order = [pack.id for pack in packs(rules)]
    return sorted(found, key=lambda one: order.index(one[0].id) if one[0].id in order else len(order))


def standing_in_year(
    work: UnitOfWork, held: Held, rules: RulePack, on: date, today: date | None = None
) -> Progress:
    """A holder's standing in the duty year that holds `on`, under the title's pack; `rules` are the pack in use."""
    pack, kind = pack_of(held.pack, rules), kind_of(held.holder)
    year = duty_year(pack.year, held.certified_on, on)
    return progress(pack, kind, _record(work, kind, held.holder_id, year, today or on), held.certified_on, on)


def _record(work: UnitOfWork, kind: Kind, holder_id: int, year: tuple[date, date], today: date) -> YearRecord:
    work.flush()
    return record_in(work.connection, kind, holder_id, year, today)
