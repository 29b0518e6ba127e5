"""志愿日记: record, correct, take back; and where the year stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from actions.audit import note
from actions.notify import tell
from actions.offers.answer import free_expert
from actions.refusal import Refused
from programme.offers import can_undo
from programme.packs import RulePack
from programme.served import enterprises_served
from storage.queries.people.speakers import Speaker
from storage.queries.titles.due_holders import mark_due_for_check
from storage.tables import Diary, Expert, Need
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its giver confirmed it (S5.1, S5.2: `hours` are those really served)."""

    served_on: date
    hours: Decimal
    enterprises: int
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    form: str | None = None
    region: str | None = None
    outcome: str = ""
    need_id: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """Totals of a calendar year: hours, and enterprises where each named one counts once."""

    hours: Decimal
    enterprises: int
    entries: int


def holder_of(speaker: Speaker) -> tuple[str, int]:
    """Whose diary the speaker keeps: the expert's own, else the station's."""
    if speaker.expert_id is not None:
        return "expert", speaker.expert_id
    if speaker.station_id is not None:
        return "station", speaker.station_id
    raise Refused("no_diary", "志愿日记由已认定的专家和工作站来记。")


def record_diary(work: UnitOfWork, speaker: Speaker, service: Service, now: datetime) -> Diary:
    """Keep a diary; one for a need completes it, and the enterprise is asked how it was."""
    diary = _write(work, speaker, service, None, now)
    note(work, "record_diary", "diary", diary.id, speaker.person_id, now)
    if service.need_id is not None:
        _complete(work, speaker, service.need_id, now)
    return diary


def correct_diary(
    work: UnitOfWork, speaker: Speaker, diary_id: int, service: Service, rules: RulePack, now: datetime
) -> Diary:
    """Put a corrected entry in the place of one that may still be changed; the old one is kept and marked."""
    old = _undoable(work, speaker, diary_id, rules, now)
    diary = _write(work, speaker, service, old, now)
    old.state, old.closed_at = "replaced", now
    note(work, "correct_diary", "diary", diary.id, speaker.person_id, now, replaces=old.id)
    return diary


def retract_diary(work: UnitOfWork, speaker: Speaker, diary_id: int, rules: RulePack, now: datetime) -> Diary:
    """Take an entry back while it may still be changed: it is kept, marked and counts no more; its need is under way again."""
    diary = _undoable(work, speaker, diary_id, rules, now)
    diary.state, diary.closed_at = "retracted", now
    mark_due_for_check(work.connection, diary.holder, diary.holder_id)
    if diary.need_id is not None:
        _reopen(work, diary.need_id)
    note(work, "retract_diary", "diary", diary.id, speaker.person_id, now)
    return diary


def undoable_diaries(work: UnitOfWork, speaker: Speaker, rules: RulePack, now: datetime) -> list[Diary]:
    """The speaker's entries that can still be corrected or taken back, newest first."""
    own = select(Diary).where(Diary.person_id == speaker.person_id, Diary.state == "recorded")
    recent = work.session.scalars(own.order_by(Diary.id.desc()).limit(8))
    return [diary for diary in recent if can_undo(rules.diaries, diary.recorded_at, now)]


def year_of(work: UnitOfWork, holder: str, holder_id: int, year: int) -> Year:
    """What the holder has on record for a calendar year (S6.1: enterprises served are distinct ones)."""
    rows = work.session.execute(
        select(Diary.hours, Diary.enterprises, Diary.names).where(
            Diary.holder == holder,
            Diary.holder_id == holder_id,
            Diary.state == "recorded",
            Diary.served_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
    ).all()
    served = enterprises_served((count, names) for _, count, names in rows)
    return Year(sum((hours for hours, _, _ in rows), Decimal(0)), served, len(rows))


def services_under_way(work: UnitOfWork, speaker: Speaker) -> list[Need]:
    """Needs that the expert has accepted and not yet served, oldest first."""
    if speaker.expert_id is None:
        return []
    own = select(Need).where(Need.expert_id == speaker.expert_id, Need.state == "accepted")
    return list(work.session.scalars(own.order_by(Need.accepted_at, Need.id)))


def _write(work: UnitOfWork, speaker: Speaker, service: Service, old: Diary | None, now: datetime) -> Diary:
    holder, holder_id = holder_of(speaker)
    diary = Diary(
        holder=holder,
        holder_id=holder_id,
        person_id=speaker.person_id,
        need_id=service.need_id,
        served_on=service.served_on,
        hours=service.hours,
        enterprises=service.enterprises,
        names=list(service.names),
        domains=list(service.domains),
        form=service.form,
        region=service.region,
        outcome=service.outcome,
        state="recorded",
        replaces_id=old.id if old else None,
        recorded_at=now,
    )
    work.session.add(diary)
    work.session.flush()
    mark_due_for_check(work.connection, holder, holder_id)
    return diary


def _undoable(work: UnitOfWork, speaker: Speaker, diary_id: int, rules: RulePack, now: datetime) -> Diary:
    diary = work.session.get(Diary, diary_id)
    if diary is None or diary.person_id != speaker.person_id:
        raise Refused("not_yours", "没有找到您的这篇日记。")
    if diary.state != "recorded":
        raise Refused("closed", "这篇日记已经更正或取消过了。")
    if not can_undo(rules.diaries, diary.recorded_at, now):
        hours = rules.diaries.undo_hours
        raise Refused("too_late", f"日记超过 {hours} 小时就不能自己改了，需要更正请联系工作人员。")
    return diary


def _complete(work: UnitOfWork, speaker: Speaker, need_id: int, now: datetime) -> None:
    need = work.session.get(Need, need_id)
    if (
        need is None
        or need.expert_id is None
        or need.expert_id != speaker.expert_id
        or need.state != "accepted"
    ):
        return
    need.state, need.served_at = "served", now
    free_expert(work, need.expert_id)
    tell(work, need.person_id, "rate", f"rate:{need.id}", now, need=need.id)


def _reopen(work: UnitOfWork, need_id: int) -> None:
    need = work.session.get_one(Need, need_id)
    if need.state == "served" and need.expert_id is not None:
        need.state, need.served_at = "accepted", None
        work.session.get_one(Expert, need.expert_id).load += 1
