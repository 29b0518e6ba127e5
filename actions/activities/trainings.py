"""Training of experts and stations: announced by a centre, signed up for, put on record (S7.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from actions.access import actor_of, may, policy, require, sees
from actions.activities.notices import TrainingAnnounced
from actions.audit import note
from actions.diaries.record import holder_of
from actions.notify import Addressed, notify, tell
from actions.refusal import Refused
from actions.titles.holders import Holder, everybody
from language import regions
from programme.activities import training as life_of
from programme.activities import training_clause
from programme.packs import KINDS, Kind, RulePack
from programme.qualification import SERVING
from storage.queries.people.speakers import Speaker
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
) -> tuple[Activity, int]:
    """Announce a training to the serving holders of the jurisdiction; return it and how many were told."""
    require(speaker, "give_training", speaker.jurisdiction)
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
    told = {who.person_id for who in everybody(work, SERVING) if _meant(one, who, speaker)}
    announced = TrainingAnnounced(training=one.id)
    notify(work, (Addressed(person, announced, f"training:{one.id}:{person}") for person in told), now)
    clause = "；".join(training_clause(rules, kind) for kind in audience_of(one))
    note(work, "announce_training", "activity", one.id, speaker.person_id, now, clause=clause)
    return one, len(told)


def audience_of(one: Activity) -> tuple[Kind, ...]:
    """The kinds of holders whom a training is for."""
    return KINDS if one.audience == "both" else ("expert",) if one.audience == "expert" else ("station",)


def answer(work: UnitOfWork, speaker: Speaker, training_id: int, coming: bool, now: datetime) -> Activity:
    """Sign up, or say that one is not coming; nobody must (HB 9(5)1)."""
    one = _locked(work, training_id)
    if one.state != "announced":
        raise Refused("over", "这次培训已经办完或取消了。")
    kind, key = holder_of(speaker)
    known = select(Attendance).where(Attendance.activity_id == one.id, Attendance.holder == kind)
    found = work.session.scalars(known.where(Attendance.holder_id == key)).first()
    if found is None:
        found = Attendance(activity_id=one.id, holder=kind, holder_id=key, person_id=speaker.person_id)
        work.session.add(found)
    found.state, found.changed_at = ("signed_up" if coming else "declined"), now
    note(work, f"training_{found.state}", "activity", one.id, speaker.person_id, now)
    return one


def hold(
    work: UnitOfWork,
    speaker: Speaker,
    training_id: int,
    absent: Collection[str],
    rules: RulePack,
    now: datetime,
) -> tuple[int, int]:
    """Put on record who came: those signed up, but the `absent` by name; return how many came, how many not."""
    one = _locked(work, training_id)
    require(speaker, "give_training", one.region)
    with policy():
        life = life_of(rules, audience_of(one)[0])
        one.state = life.step(one.state, "hold", actor_of(speaker).roles).target
    missed = 0
    for name, came in signed_up(work, one.id):
        came.state, came.changed_at = ("absent" if name in absent else "attended"), now
        missed += name in absent
        if name not in absent:
            key = f"trained:{one.id}:{came.person_id}"
            tell(work, came.person_id, "trained", key, now, training=one.id)
    came_to = len(signed_up(work, one.id, "attended"))
    note(work, "hold_training", "activity", one.id, speaker.person_id, now, came=came_to, missed=missed)
    return came_to, missed


def signed_up(work: UnitOfWork, training_id: int, state: str = "signed_up") -> list[tuple[str, Attendance]]:
    """Who is down for a training in this state, by name."""
    work.flush()
    found = select(Person.name, Attendance).join(Person, Person.id == Attendance.person_id)
    found = found.where(Attendance.activity_id == training_id, Attendance.state == state)
    return [(name, came) for name, came in work.session.execute(found.order_by(Attendance.id))]


def trainings(work: UnitOfWork, speaker: Speaker, *states: str) -> list[Activity]:
    """The trainings of the staff member's jurisdiction in these states, newest first."""
    found = select(Activity).where(Activity.kind == "training", Activity.state.in_(states))
    rows = work.session.scalars(found.order_by(Activity.held_on.desc(), Activity.id.desc()))
    return [one for one in rows if may(speaker, "give_training", one.region)]


def to_answer(work: UnitOfWork, speaker: Speaker, today: date) -> list[Activity]:
    """Trainings ahead that the holder has been told of and not answered."""
    kind, key = holder_of(speaker)
    answered = select(Attendance.activity_id).where(Attendance.holder == kind, Attendance.holder_id == key)
    found = select(Activity).where(
        Activity.kind == "training",
        Activity.state == "announced",
        Activity.held_on >= today,
        Activity.audience.in_((kind, "both")),
        Activity.id.not_in(answered),
    )
    return [one for one in work.session.scalars(found) if regions.within(speaker.home or "", one.region)]


def attended(work: UnitOfWork, speaker: Speaker) -> int:
    """How many trainings the holder has on record (S5.3)."""
    kind, key = holder_of(speaker)
    came = select(func.count()).where(
        Attendance.holder == kind, Attendance.holder_id == key, Attendance.state == "attended"
    )
    return work.session.scalar(came) or 0


def _meant(one: Activity, who: Holder, speaker: Speaker) -> bool:
    return who.kind in audience_of(one) and sees(speaker, who.region)


def _locked(work: UnitOfWork, training_id: int) -> Activity:
    one = work.session.get(Activity, training_id, with_for_update=True)
    if one is None or one.kind != "training":
        raise Refused("no_training", "没有这次培训。")
    return one
