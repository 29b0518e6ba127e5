"""Training of experts and stations: announced by a centre, signed up for, put on record (S7.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from actions.access import actor_of, policy, require
from actions.activities.notices import TrainingAnnounced
from actions.activities.on_record import put_on_record
from actions.audit import note
from actions.diaries.record import holder_of, holder_to_write
from actions.notify import Addressed, notify
from actions.refusal import Refused
from language import regions
from programme.activities import training as life_of
from programme.activities import training_clause
from programme.packs import KINDS, Kind, RulePack
from programme.qualification import SERVING
from storage.queries.activities.trainings import TrainingFacts, trainings_to_answer
from storage.queries.activities.trainings import attended as trainings_attended
from storage.queries.people.speakers import Speaker
from storage.queries.titles.holders import holders_in
from storage.tables import Activity, Attendance, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Plan:
    """A training as its giver confirmed it. `audience`: expert, station or both."""

    title: str
    on: date
    place: str
    audience: str


def announce(
    work: UnitOfWork, speaker: Speaker, plan: Plan, rules: RulePack, now: datetime
) -> tuple[int, int]:
    """Announce a training to the serving holders of the jurisdiction; return its id and how many were told."""
    require(speaker, "give_training", speaker.jurisdiction)
    key, meant = _write(work, speaker, plan, now), audience_of(plan.audience)
    told = {who.person_id for who in holders_in(work, speaker.jurisdiction, SERVING, kinds=meant)}
    notice = TrainingAnnounced(key)
    notify(work, (Addressed(person, notice, f"training:{key}:{person}") for person in told), now)
    clause = "；".join(training_clause(rules, kind) for kind in meant)
    note(work, "announce_training", "activity", key, speaker.person_id, now, clause=clause)
    return key, len(told)


def audience_of(audience: str | None) -> tuple[Kind, ...]:
    """The kinds of holders whom a training is for."""
    return KINDS if audience == "both" else ("expert",) if audience == "expert" else ("station",)


def answer(work: UnitOfWork, speaker: Speaker, training_id: int, coming: bool, now: datetime) -> None:
    """Sign up, or say that one is not coming; nobody must (HB 9(5)1)."""
    one = access_training(work, training_id)
    if one.state != "announced":
        raise Refused("over", "这次培训已经办完或取消了。")
    found = _answer_of(work, speaker, one)
    found.state, found.changed_at = ("signed_up" if coming else "declined"), now
    note(work, f"training_{found.state}", "activity", one.id, speaker.person_id, now)


def hold(
    work: UnitOfWork,
    speaker: Speaker,
    training_id: int,
    absent: Collection[str],
    rules: RulePack,
    now: datetime,
) -> tuple[int, int]:
    """Put on record who came: those signed up, but the `absent` by name; return how many came, how many not."""
    one = access_training(work, training_id)
    require(speaker, "give_training", one.region)
    with policy():
        life = life_of(rules, audience_of(one.audience)[0])
        one.state = life.step(one.state, "hold", actor_of(speaker).roles).target
    down = _down(work, one)
    for name, attendance in down:
        attendance.state, attendance.changed_at = ("absent" if name in absent else "attended"), now
    came = [attendance.person_id for name, attendance in down if name not in absent]
    put_on_record(work, one, came, now)
    missed = len(down) - len(came)
    note(work, "hold_training", "activity", one.id, speaker.person_id, now, came=len(came), missed=missed)
    return len(came), missed


def to_answer(
    work: UnitOfWork, speaker: Speaker, today: date, *, declined: bool = False
) -> list[TrainingFacts]:
    """Trainings ahead of the holder's place that they have not answered, or have `declined` and may think better of."""
    kind, key = holder_of(speaker)
    holder: Kind = "expert" if kind == "expert" else "station"
    found = trainings_to_answer(work, holder, key, today, declined=declined)
    return [one for one in found if regions.within(speaker.home or "", one.region)]


def attended(work: UnitOfWork, speaker: Speaker) -> int:
    """How many trainings the holder has on record (S5.3)."""
    return trainings_attended(work, *holder_of(speaker))


def access_training(work: UnitOfWork, training_id: int) -> Activity:
    """A training, locked. Refused where there is none."""
    one = work.session.get(Activity, training_id, with_for_update=True)
    if one is None or one.kind != "training":
        raise Refused("no_training", "没有这次培训。")
    return one


def _write(work: UnitOfWork, speaker: Speaker, plan: Plan, now: datetime) -> int:
    one = Activity(
        kind="training",
        title=plan.title,
        held_on=plan.on,
        place=plan.place,
        region=speaker.jurisdiction,
        audience=plan.audience,
        person_id=speaker.person_id,
        state="announced",
        created_at=now,
    )
    work.session.add(one)
    work.session.flush()
    return one.id


def _answer_of(work: UnitOfWork, speaker: Speaker, one: Activity) -> Attendance:
    """The holder's answer of before, or a new one."""
    kind, key = holder_to_write(speaker)
    known = select(Attendance).where(Attendance.activity_id == one.id, Attendance.holder == kind)
    if found := work.session.scalars(known.where(Attendance.holder_id == key)).first():
        return found
    fresh = Attendance(activity_id=one.id, holder=kind, holder_id=key, person_id=speaker.person_id)
    work.session.add(fresh)
    return fresh


def _down(work: UnitOfWork, one: Activity) -> list[tuple[str, Attendance]]:
    """Who is signed up, by name."""
    found = select(Person.name, Attendance).join(Person, Person.id == Attendance.person_id)
    found = found.where(Attendance.activity_id == one.id, Attendance.state == "signed_up")
    return [(name, came) for name, came in work.session.execute(found.order_by(Attendance.id))]
