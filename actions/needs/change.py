"""Adding to a need that was posted: the same need, told further."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.needs.post import RUNNING
from actions.notify import Addressed, notify
from actions.offers.access import access_own_need
from actions.offers.answer import close_offers
from actions.offers.kept_out import kept_out_of
from actions.offers.notices import NeedAddition
from actions.people.telephone import told_phone
from actions.refusal import Refused
from programme.telephones import marked
from storage.queries.needs import ADDITION
from storage.queries.offers.experts import experts_by_id
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need, Offer, Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added, in the asker's words; a phone or a form of service that is named besides takes the place of the old."""

    words: str
    phone: str | None = None
    form: str | None = None


def add_to_need(work: UnitOfWork, speaker: Speaker, need_id: int, added: Addition, now: datetime) -> int:
    """Add to a need; the expert who has it, or those who are asked, are told. Return how many.

    Whom the addition names as a party is asked no more. Refused «not_yours», «too_late».
    """
    need = access_need_to_change(work, speaker, need_id)
    need.text, need.form = f"{need.text}{ADDITION}{added.words}", added.form or need.form
    if added.phone:
        _new_phone(work, speaker, need, added.phone, now)
    note(work, "add_to_need", "need", need.id, speaker.person_id, now)
    work.flush()
    return _tell(work, need, now)


def access_need_to_change(work: UnitOfWork, speaker: Speaker, need_id: int) -> Need:
    """A need of the speaker's enterprise that somebody is seeing to. Refused «not_yours», «too_late»."""
    need = access_own_need(work, speaker, need_id)
    if need.state not in RUNNING:
        raise Refused("too_late", "这条需求已经办结或撤回，补充不了了。是新的问题吗？")
    return need


def _new_phone(work: UnitOfWork, speaker: Speaker, need: Need, phone: str, now: datetime) -> None:
    """The number under which who asked is called; a colleague of theirs names one for this need alone, and theirs stays."""
    if need.person_id != speaker.person_id:
        if phone not in need.text:
            need.text = f"{need.text}，电话 {marked(phone, False)}"
        return
    told_phone(work.session.get_one(Person, speaker.person_id), phone, now)
    speaker.phone = phone


def _tell(work: UnitOfWork, need: Need, now: datetime) -> int:
    concerned = _concerned(work, need)
    known, kept_out = experts_by_id(work, list(concerned)), kept_out_of(work, need)
    barred = [expert for expert in concerned if kept_out.bars(known[expert])]
    if barred:
        close_offers(work, need, now, *barred, why="企业另有安排")
    part = need.text.count(ADDITION)
    told = [
        Addressed(person, NeedAddition(need.id, part), f"added:{need.id}:{part}:{expert}", need.urgent)
        for expert, person in concerned.items()
        if expert not in barred
    ]
    return notify(work, told, now)


def _concerned(work: UnitOfWork, need: Need) -> dict[int, int]:
    """The expert who has the need, or those who may still answer, each with their person."""
    if need.expert_id is not None:
        return {need.expert_id: work.session.get_one(Expert, need.expert_id).person_id}
    asked = select(Expert.id, Expert.person_id).join(Offer, Offer.expert_id == Expert.id)
    asked = asked.where(Offer.need_id == need.id, Offer.state == "pending").order_by(Expert.id)
    return {expert: person for expert, person in work.session.execute(asked)}  # noqa: C416
