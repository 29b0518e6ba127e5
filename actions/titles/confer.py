"""What the certified receive and sign: the letter of appointment and the service agreement (S2.5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from actions.access import actor_of, kind_of, pack_of, policy
from actions.audit import note
from actions.refusal import Refused
from actions.titles.holders import own_qualifications
from programme.lifecycle import Lifecycle
from programme.packs import RulePack
from programme.qualification import IN_FORCE, appointment_letter, service_agreement
from programme.roles import Role
from storage.queries.people.speakers import Speaker
from storage.tables import Conferral, Qualification
from storage.unit_of_work import UnitOfWork

UNSIGNED = ("offered", "declined")


def confer(work: UnitOfWork, held: Qualification, pack: RulePack, now: datetime) -> None:
    """Issue the letter and, where the pack has one, offer the agreement."""
    _issue(work, held, pack, now)
    if pack.rules(kind_of(held.holder)).conferral.agreement:
        _write(work, held, "agreement", service_agreement(pack, kind_of(held.holder)).initial, now)


def replace_letter(
    work: UnitOfWork, held: Qualification, pack: RulePack, roles: Collection[Role], now: datetime
) -> None:
    """A new letter for the new term; the agreement goes on."""
    for paper in _papers(work, held, "letter", "issued"):
        _step(paper, pack, held, "replace", roles, now)
    for paper in _papers(work, held, "agreement", *UNSIGNED, "signed"):
        paper.until = held.until
    _issue(work, held, pack, now)


def end_conferrals(
    work: UnitOfWork, held: Qualification, pack: RulePack, roles: Collection[Role], now: datetime
) -> None:
    """The letter is void and the agreement ends with the title."""
    for paper in _papers(work, held, "letter", "prepared", "issued"):
        _step(paper, pack, held, "void", roles, now)
    for paper in _papers(work, held, "agreement", *UNSIGNED, "signed"):
        _step(paper, pack, held, "end", roles, now)


def answer_agreement(work: UnitOfWork, speaker: Speaker, deed: str, rules: RulePack, now: datetime) -> int:
    """`sign` or `decline` what is offered to the holder (HB 7(3)); return how many agreements it was."""
    found = to_sign(work, speaker)
    if not found:
        raise Refused("nothing_offered", "没有等您签的服务协议。")
    for paper, held in found:
        _step(paper, pack_of(held.pack, rules), held, deed, actor_of(speaker).roles, now)
        note(work, f"{deed}_agreement", "qualification", held.id, speaker.person_id, now)
    return len(found)


def to_sign(work: UnitOfWork, speaker: Speaker) -> list[tuple[Conferral, Qualification]]:
    """Agreements that wait for the speaker's signature, with the title they belong to."""
    held = own_qualifications(work, speaker, IN_FORCE)
    return [(paper, one) for one in held for paper in _papers(work, one, "agreement", *UNSIGNED)]


def _issue(work: UnitOfWork, held: Qualification, pack: RulePack, now: datetime) -> None:
    life = appointment_letter(pack, kind_of(held.holder))
    _write(work, held, "letter", life.step(life.initial, "issue", [Role.clock]).target, now)


def _write(work: UnitOfWork, held: Qualification, what: str, state: str, now: datetime) -> None:
    work.session.add(
        Conferral(qualification_id=held.id, what=what, state=state, until=held.until, changed_at=now)
    )


def _papers(work: UnitOfWork, held: Qualification, what: str, *states: str) -> list[Conferral]:
    found = select(Conferral).where(
        Conferral.qualification_id == held.id, Conferral.what == what, Conferral.state.in_(states)
    )
    return list(work.session.scalars(found.order_by(Conferral.id)))


def _step(
    paper: Conferral,
    pack: RulePack,
    held: Qualification,
    deed: str,
    roles: Collection[Role],
    now: datetime,
) -> None:
    with policy():
        paper.state = _life(paper, pack, held).step(paper.state, deed, roles).target
    paper.changed_at = now


def _life(paper: Conferral, pack: RulePack, held: Qualification) -> Lifecycle:
    life = appointment_letter if paper.what == "letter" else service_agreement
    return life(pack, kind_of(held.holder))
