"""Half a year of silence (S6.6): a reminder first, then staff are asked whether to warn.

Part of the daily sweep: everybody in a few statements; unique keys make each reminder and each
proposal exactly once, and what has become pointless is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, select

from actions.access import pack_of
from actions.outbox import tell, tell_staff
from programme.dues import silent_since_at_latest, warning_due
from programme.packs import KINDS, Kind, RulePack
from programme.qualification import IN_GOOD_STANDING
from storage.tables import Diary, Expert, FormalWarning, Qualification, Station
from storage.work import Work

REMINDED_AFTER = timedelta(days=150)


def sweep_silence(work: Work, now: datetime) -> int:
    """Remind the silent, propose warnings to staff, drop proposals overtaken by a diary."""
    _drop_overtaken(work, now)
    return sum(_remind(work, *one, now) + _propose(work, *one, now) for one in _governed(work))


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
        pack = pack_of(name)
        for kind in KINDS:
            rules = pack.expert if kind == "expert" else pack.station
            if rules and rules.warning:
                yield pack, kind


def _remind(work: Work, pack: RulePack, kind: Kind, now: datetime) -> int:
    latest = silent_since_at_latest(pack, kind, now.date())
    quiet = _silent(pack, kind).subquery()
    due = select(quiet).where(quiet.c.since <= now.date() - REMINDED_AFTER, quiet.c.since > latest)
    found = work.session.execute(due).all()
    for row in found:
        key = f"silent:{row.id}:{row.since}"
        tell(work, row.person_id, "silence", key, now, qualification=row.id, since=str(row.since))
    return len(found)


def _propose(work: Work, pack: RulePack, kind: Kind, now: datetime) -> int:
    latest = silent_since_at_latest(pack, kind, now.date())
    quiet = _silent(pack, kind).subquery()
    proposed = exists().where(
        FormalWarning.qualification_id == quiet.c.id, FormalWarning.silent_since == quiet.c.since
    )
    found = work.session.execute(select(quiet).where(quiet.c.since <= latest, ~proposed)).all()
    for row in found:
        warning = FormalWarning(
            qualification_id=row.id, silent_since=row.since, due_on=now.date(), state="due", reason=""
        )
        work.session.add(warning)
        work.session.flush()
        key = f"warning_due:{warning.id}"
        tell_staff(work, row.region or "", "warning_due", key, now, warning=warning.id)
    return len(found)


def _drop_overtaken(work: Work, now: datetime) -> None:
    """Whoever has reported since needs no warning."""
    due = select(FormalWarning, Qualification).join(Qualification).where(FormalWarning.state == "due")
    for warning, held in work.session.execute(due).all():
        if silent_since(work, held) != warning.silent_since:
            warning.state, warning.decided_at = "dropped", now


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
