"""Half a year of silence (S6.6): a reminder first, then staff are asked whether to warn.

Part of the daily sweep: everybody in a few statements; unique keys make each reminder and each
proposal exactly once, and what has become pointless is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, insert, select, update

from actions.access import known_pack
from actions.bulk import Centres, Telling, tell_all
from programme.dues import silent_since_at_latest, warning_due
from programme.packs import KINDS, Kind, RulePack
from programme.qualification import IN_GOOD_STANDING
from storage.tables import Diary, Expert, FormalWarning, Qualification, Station
from storage.work import Work

REMINDED_AFTER = timedelta(days=150)


def sweep_silence(work: Work, now: datetime) -> int:
    """Remind the silent, propose warnings to staff, drop proposals overtaken by a diary."""
    told = 0
    for pack, kind in list(_governed(work)):
        _drop_overtaken(work, pack, kind, now)
        told += _remind(work, pack, kind, now) + _propose(work, pack, kind, now)
    return told


def silent_since(work: Work, held: Qualification) -> date:
    """The later of certification and the last service on record."""
    last = select(func.max(Diary.served_on)).where(
        Diary.holder == held.holder, Diary.holder_id == held.holder_id, Diary.state == "recorded"
    )
    return max(held.certified_on, work.session.scalar(last) or held.certified_on)


def next_silence(work: Work, after: date, zone: tzinfo | None) -> datetime | None:
    """The morning of the next day on which a reminder or a proposal falls due."""
    days = [day for one in _governed(work) for day in _next_days(work, *one, after)]
    return datetime.combine(min(days), time(), zone) if days else None


def _next_days(work: Work, pack: RulePack, kind: Kind, after: date) -> Iterator[date]:
    quiet = _silent(pack, kind).subquery()
    first = select(func.min(quiet.c.since))
    if since := work.session.scalar(first.where(quiet.c.since > after - REMINDED_AFTER)):
        yield since + REMINDED_AFTER
    latest_now = silent_since_at_latest(pack, kind, after)
    since = work.session.scalar(first.where(quiet.c.since > latest_now))
    if since and (due := warning_due(pack, kind, since)):
        yield due.on


def _governed(work: Work) -> Iterator[tuple[RulePack, Kind]]:
    """Packs in use, and the kinds of holders whom they would warn."""
    for name in work.session.scalars(select(Qualification.pack).distinct()):
        if (pack := known_pack(name)) is None:
            continue
        for kind in KINDS:
            rules = pack.expert if kind == "expert" else pack.station
            if rules and rules.warning:
                yield pack, kind


def _remind(work: Work, pack: RulePack, kind: Kind, now: datetime) -> int:
    latest = silent_since_at_latest(pack, kind, now.date())
    quiet = _silent(pack, kind).subquery()
    due = select(quiet).where(quiet.c.since <= now.date() - REMINDED_AFTER, quiet.c.since > latest)
    found = work.session.execute(due).all()
    tell_all(work, map(_reminder, found), now)
    return len(found)


def _reminder(row: Any) -> Telling:
    facts = {"qualification": row.id, "since": str(row.since)}
    return Telling(row.person_id, "silence", f"silent:{row.id}:{row.since}", facts)


def _propose(work: Work, pack: RulePack, kind: Kind, now: datetime) -> int:
    latest = silent_since_at_latest(pack, kind, now.date())
    quiet = _silent(pack, kind).subquery()
    proposed = exists().where(
        FormalWarning.qualification_id == quiet.c.id, FormalWarning.silent_since == quiet.c.since
    )
    found = work.session.execute(select(quiet).where(quiet.c.since <= latest, ~proposed)).all()
    regions = {row.id: row.region for row in found}
    warnings = [
        {
            "qualification_id": row.id,
            "silent_since": row.since,
            "due_on": now.date(),
            "state": "due",
            "reason": "",
        }
        for row in found
    ]
    if warnings:
        added = insert(FormalWarning).returning(FormalWarning.id, FormalWarning.qualification_id)
        rows = work.session.execute(added, warnings).all()
        centres = Centres(work, "issue_warning")
        tell_all(
            work,
            (
                Telling(person, "warning_due", f"warning_due:{row.id}:{person}", {"warning": row.id})
                for row in rows
                for person in centres.of(regions[row.qualification_id])
            ),
            now,
        )
    return len(found)


def _drop_overtaken(work: Work, pack: RulePack, kind: Kind, now: datetime) -> None:
    """Whoever has reported since, or left, needs no warning."""
    quiet = _silent(pack, kind).subquery()
    still = and_(quiet.c.id == FormalWarning.qualification_id, quiet.c.since == FormalWarning.silent_since)
    overtaken = (
        select(FormalWarning.id)
        .join(Qualification)
        .outerjoin(quiet, still)
        .where(FormalWarning.state == "due", Qualification.pack == pack.id, Qualification.holder == kind)
        .where(quiet.c.id.is_(None))
    )
    rows = [{"id": key, "state": "dropped", "decided_at": now} for key in work.session.scalars(overtaken)]
    if rows:
        work.session.execute(update(FormalWarning), rows)


def _silent(pack: RulePack, kind: Kind) -> Select[*tuple[Any, ...]]:
    """Everybody in good standing under a pack, with the day since which nothing is on record."""
    model = Expert if kind == "expert" else Station
    last = (
        select(Diary.holder_id, func.max(Diary.served_on).label("last"))
        .where(Diary.holder == kind, Diary.state == "recorded")
        .group_by(Diary.holder_id)
        .subquery()
    )
    since = case((last.c.last > Qualification.certified_on, last.c.last), else_=Qualification.certified_on)
    return (
        select(Qualification.id, model.person_id, model.region, since.label("since"))
        .join(model, and_(model.id == Qualification.holder_id, Qualification.holder == kind))
        .outerjoin(last, last.c.holder_id == Qualification.holder_id)
        .where(Qualification.pack == pack.id, Qualification.state.in_(IN_GOOD_STANDING))
    )
