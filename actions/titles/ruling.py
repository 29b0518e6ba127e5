"""A decision is kept with its dossier: taken at once, or proposed by one and confirmed by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from actions.access import kind_of, pack_of, require, step
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.road import office_ahead
from actions.steps import StepAt, StepOwners
from actions.titles.notices import SecondAsked
from programme.deciding import alone_from, appeal_until, decision
from programme.packs import RulePack
from programme.spans import plain_day
from storage.queries.people.speakers import Speaker
from storage.tables import Application, Qualification, StaffDecision
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided about whom: the row, its person, its place, and the lines of the dossier.

    `acting`: that a level acts for the owner of the step, which the kept file says too.
    """

    subject: str
    subject_id: int
    person_id: int
    region: str
    dossier: tuple[str, ...]
    acting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided and why. `against`: the facts do not bear it, or conditions are not met. `before`: what it changes."""

    deed: str
    reason: str = ""
    ground: str = ""
    year: int | None = None
    against: bool = False
    before: dict[str, Any] | None = None


def keep(
    work: UnitOfWork, speaker: Speaker, matter: Matter, what: Decided, pack: RulePack, now: datetime
) -> StaffDecision:
    """Keep a decision that stands at once."""
    made = _propose(work, speaker, matter, what, now)
    settle(made, speaker, pack, now)
    work.flush()
    return made


def propose(
    work: UnitOfWork, speaker: Speaker, matter: Matter, what: Decided, rules: RulePack, now: datetime
) -> StaffDecision:
    """Keep a decision that waits for its second person, and ask whoever may be that. Refused «pending»."""
    if waiting(work, matter.subject, matter.subject_id) is not None:
        raise Refused("pending", "这件已经有人提出了，正等第二位工作人员确认。")
    made = _propose(work, speaker, matter, what, now)
    work.flush()
    told = [
        Addressed(one, SecondAsked(made.id), f"second:{made.id}:{one}") for one in seconds(work, made, rules)
    ]
    notify(work, told, now)
    return made


def access_waiting(
    work: UnitOfWork, speaker: Speaker, decision_id: int, right: str, rules: RulePack, now: datetime
) -> StaffDecision:
    """A decision that waits, locked, which the speaker may confirm.

    Refused «no_decision», «second_person» where another is there to confirm it, «too_soon» before the next working day,
    or by the table of authority.
    """
    made = access_second(work, speaker, decision_id, right, rules)
    step(decision(rules), made.state, "confirm", speaker)
    if speaker.person_id == made.proposed_by:
        if seconds(work, made, rules):
            raise Refused("second_person", "这件要由另一位工作人员来确认。")
        opens = alone_from(made.proposed_at.astimezone(now.tzinfo).date(), rules.calendar)
        if now.date() < opens:
            day = plain_day(opens, now.date())
            raise Refused("too_soon", f"只有您一位能办，要隔一个工作日再确认一次：{day}起可以。")
    return made


def access_decision(work: UnitOfWork, speaker: Speaker, decision_id: int, right: str) -> StaffDecision:
    """A decision, locked. Refused «no_decision», or by the table of authority."""
    made = work.session.get(StaffDecision, decision_id, with_for_update=True, populate_existing=True)
    if made is None:
        raise Refused("no_decision", "没有这件要确认的决定。")
    require(speaker, right, made.region, [made.person_id])
    return made


def access_second(
    work: UnitOfWork, speaker: Speaker, decision_id: int, right: str, rules: RulePack
) -> StaffDecision:
    """A decision, locked, that the speaker has proposed or may confirm. Refused as `access_decision`, and «wrong_level»."""
    made = access_decision(work, speaker, decision_id, right)
    if speaker.person_id != made.proposed_by and speaker.person_id not in seconds(work, made, rules):
        StepOwners(work).require(speaker, _step_of(work, made, rules))
    return made


def seconds(
    work: UnitOfWork, made: StaffDecision, rules: RulePack | None = None, owners: StepOwners | None = None
) -> list[int]:
    """Who may confirm it: colleagues of the level whose step it is, else the level above; never who proposed it, nor whom it is about.

    `owners`: whose steps are, where it is asked of many decisions.
    """
    at, barred = _step_of(work, made, rules), {made.proposed_by, made.person_id}
    return (owners or StepOwners(work)).impartial(at, barred)


def _step_of(work: UnitOfWork, made: StaffDecision, rules: RulePack | None) -> StepAt:
    if made.subject == "application":
        one = work.session.get_one(Application, made.subject_id)
        pack, kind = pack_of(one.pack, rules), kind_of(one.kind)
        return StepAt("review", pack, kind, made.region, office_ahead(one, pack))
    held = work.session.get_one(Qualification, made.subject_id)
    return StepAt("revoke", pack_of(held.pack, rules), kind_of(held.holder), made.region)


def settle(made: StaffDecision, speaker: Speaker, pack: RulePack, now: datetime) -> None:
    """It stands from now on, and may be appealed for as long as the pack says."""
    made.state, made.confirmed_by, made.decided_at = "done", speaker.person_id, now
    made.appeal_until = appeal_until(pack.deciding, now.date())


def takes_two(pack: RulePack) -> bool:
    """Whether what is hard to undo takes two people."""
    return pack.deciding.persons == "two"


def waiting(work: UnitOfWork, subject: str, subject_id: int) -> StaffDecision | None:
    """The decision about something that waits for its second person."""
    found = select(StaffDecision).where(
        StaffDecision.subject == subject,
        StaffDecision.subject_id == subject_id,
        StaffDecision.state == "proposed",
    )
    return work.session.scalars(found).first()


def _propose(
    work: UnitOfWork, speaker: Speaker, matter: Matter, what: Decided, now: datetime
) -> StaffDecision:
    made = StaffDecision(
        subject=matter.subject,
        subject_id=matter.subject_id,
        person_id=matter.person_id,
        region=matter.region,
        deed=what.deed,
        state="proposed",
        ground=what.ground,
        year=what.year,
        against=what.against,
        reason=what.reason,
        dossier="\n".join((*matter.dossier, *matter.acting)),
        before=what.before or {},
        proposed_by=speaker.person_id,
        proposed_at=now,
    )
    work.session.add(made)
    return made
