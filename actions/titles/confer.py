"""What the certified receive and sign: the letter of appointment and the service agreement (S2.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.access import kind_of, pack_of, step
from actions.audit import note
from actions.refusal import Refused
from actions.titles.holders import Title
from programme.clerks import HEAD
from programme.lifecycle import Lifecycle
from programme.packs import Kind, RulePack
from programme.qualification import IN_FORCE, appointment_letter, service_agreement
from programme.roles import Role
from storage.queries.people.speakers import Speaker
from storage.queries.titles.standing import qualifications_of
from storage.tables import Conferral, Qualification
from storage.unit_of_work import UnitOfWork

UNSIGNED = ("offered", "declined")


@dataclass(frozen=True, slots=True)
class PaperStep:
    """A letter or agreement and the state that it goes into, checked already."""

    paper: Conferral
    target: str


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An agreement that waits for a signature, with the pack and the holder of its title."""

    paper: Conferral
    pack: RulePack
    kind: Kind
    holder_id: int


def confer(work: UnitOfWork, held: Qualification, pack: RulePack, now: datetime) -> None:
    """Issue the letter and, where the pack has one, offer the agreement."""
    kind = kind_of(held.holder)
    _issue(work, held, pack, now)
    if pack.rules(kind).conferral.agreement:
        _write(work, held, "agreement", service_agreement(pack, kind).initial, now)


def replacing(work: UnitOfWork, title: Title) -> list[PaperStep]:
    """What becomes of the old letter when there is a new one. May refuse."""
    return _steps(work, title, "letter", ("issued",), "replace")


def replace_letter(work: UnitOfWork, title: Title, old: Sequence[PaperStep], now: datetime) -> None:
    """A new letter for the new term in the place of the `old`; the agreement goes on."""
    write_steps(old, now)
    for paper in _papers(work, title.held.id, "agreement", *UNSIGNED, "signed"):
        paper.until = title.held.until
    _issue(work, title.held, title.pack, now)


def ending(work: UnitOfWork, title: Title) -> list[PaperStep]:
    """The letter becomes void and the agreement ends when the title does. May refuse."""
    letters = _steps(work, title, "letter", ("prepared", "issued"), "void")
    return letters + _steps(work, title, "agreement", (*UNSIGNED, "signed"), "end")


def write_steps(steps: Sequence[PaperStep], now: datetime) -> None:
    """Write what was checked."""
    for one in steps:
        one.paper.state, one.paper.changed_at = one.target, now


def put_back(work: UnitOfWork, states: Mapping[str, str], now: datetime) -> None:
    """Papers, by id, are in these states again: what ended them was taken back."""
    for key, state in states.items():
        paper = work.session.get_one(Conferral, int(key))
        paper.state, paper.changed_at = state, now


def answer_agreement(work: UnitOfWork, speaker: Speaker, deed: str, rules: RulePack, now: datetime) -> None:
    """`sign` or `decline` what is offered to the holder (HB 7(3))."""
    steps = []
    for one in unsigned(work, speaker, rules):
        target = step(service_agreement(one.pack, one.kind), one.paper.state, deed, speaker).target
        steps.append(PaperStep(one.paper, target))
    if not steps:
        raise Refused("nothing_offered", "没有等您签的服务协议。")
    write_steps(steps, now)
    for signed in steps:
        held = signed.paper.qualification_id
        note(work, f"{deed}_agreement", "qualification", held, speaker.person_id, now)


def is_agreement_offered(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> bool:
    """Whether an agreement waits for the speaker's signature."""
    return bool(unsigned(work, speaker, rules))


def unsigned(work: UnitOfWork, speaker: Speaker, rules: RulePack) -> list[Unsigned]:
    """The agreements that wait for the speaker's signature; a station's is signed by whoever is in charge of it."""
    return [
        Unsigned(paper, pack_of(held.pack, rules), held.holder, held.holder_id)
        for held in qualifications_of(work, speaker, IN_FORCE)
        if held.holder != "station" or speaker.station_role == HEAD
        for paper in _papers(work, held.id, "agreement", *UNSIGNED)
    ]


def _issue(work: UnitOfWork, held: Qualification, pack: RulePack, now: datetime) -> None:
    life = appointment_letter(pack, kind_of(held.holder))
    _write(work, held, "letter", life.step(life.initial, "issue", [Role.clock]).target, now)


def _write(work: UnitOfWork, held: Qualification, what: str, state: str, now: datetime) -> None:
    work.session.add(
        Conferral(qualification_id=held.id, what=what, state=state, until=held.until, changed_at=now)
    )


def _papers(work: UnitOfWork, qualification_id: int, what: str, *states: str) -> list[Conferral]:
    found = select(Conferral).where(
        Conferral.qualification_id == qualification_id, Conferral.what == what, Conferral.state.in_(states)
    )
    return list(work.session.scalars(found.order_by(Conferral.id)))


def _steps(work: UnitOfWork, title: Title, what: str, states: Sequence[str], deed: str) -> list[PaperStep]:
    papers = _papers(work, title.held.id, what, *states)
    life = _life(what, title.pack, title.who.kind)
    return [PaperStep(paper, step(life, paper.state, deed, title.by).target) for paper in papers]


def _life(what: str, pack: RulePack, kind: Kind) -> Lifecycle:
    return (appointment_letter if what == "letter" else service_agreement)(pack, kind)
