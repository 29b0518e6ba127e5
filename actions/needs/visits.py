"""What firms told a station or an expert among them: with their consent experts are asked, else each firm is asked first (S3.1, S3.3)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from actions.access import require_work
from actions.audit import note
from actions.needs.notices import VisitAnswered, VisitAsked
from actions.needs.post import RUNNING, Posting, needs_told, post_need
from actions.notify import Addressed, notify
from actions.people.bind import BYTES, hashed
from actions.people.contact import firm_called
from actions.refusal import Refused
from matching.deduplication import same_need
from programme.packs import RulePack
from programme.telephones import marked
from storage.queries.diaries.confirmations import contact_by_phone, contact_named
from storage.queries.needs import ADDITION, running_texts
from storage.queries.people.clerks import stations_with
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Enterprise, Person, VisitNeed
from storage.unit_of_work import UnitOfWork

GOOD_FOR = timedelta(days=30)
"""Who has not answered by then is asked no more, and the words go."""
ANSWERED = "这件事已经答复过了，谢谢您。"
LAPSED = "过了 30 天，记的已经删了。还要请专家，说「请专家帮忙」。"


@dataclass(frozen=True, slots=True)
class Collected:
    """What one firm wants; codes as in `language.domains` and `language.regions`."""

    enterprise: str
    text: str
    domain: str
    region: str
    phone: str = ""
    also: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: the number of the need, or that the same is being seen to, or who is asked, or the code for the firm."""

    enterprise: str
    need_id: int | None = None
    same: bool = False
    asked: str | None = None
    code: str | None = None


def hand_in(
    work: UnitOfWork,
    speaker: Speaker,
    told: Sequence[Collected],
    agreed: bool,
    rules: RulePack,
    now: datetime,
) -> list[Kept]:
    """Keep what firms told. Where they have `agreed` experts are asked at once; else each is asked, and until its yes nobody hears.

    Refused «only_looks», and «many_open» for a firm of which very many needs are open.
    """
    if speaker.expert_id is None:
        require_work(speaker)
    needs_told(work, speaker, now)
    return [
        _post(work, speaker, one, rules, now) if agreed else _ask(work, speaker, one, now) for one in told
    ]


def nothing_to_tell(work: UnitOfWork, speaker: Speaker, now: datetime) -> None:
    """A station collected no needs in this span, and is not reminded. Refused «only_looks»."""
    require_work(speaker)
    assert speaker.station_id is not None
    needs_told(work, speaker, now)
    note(work, "no_needs", "station", speaker.station_id, speaker.person_id, now)


def take_code(work: UnitOfWork, speaker: Speaker, code: str, now: datetime) -> int:
    """Whoever has the code that the visitor left speaks for the firm in this matter; return its number.

    Refused «own_visit», «visit_lapsed», «answered».
    """
    one = work.session.scalars(_by_code(code).with_for_update()).first()
    if one is not None and _is_with_visitor(work, speaker, one):
        raise Refused("own_visit", "这条代码要由企业的人来发，您自己不能替企业同意。")
    if one is not None and _is_over(one, now):
        raise Refused("visit_lapsed", LAPSED)
    if one is None or one.state != "asked" or one.contact_id not in (None, speaker.person_id):
        raise Refused("answered", ANSWERED)
    one.contact_id = speaker.person_id
    note(work, "take_visit_code", "visit_need", one.id, speaker.person_id, now)
    return one.id


def is_visit_code(work: UnitOfWork, code: str) -> bool:
    """Whether a code is one that a visitor left with a firm."""
    return work.session.scalars(_by_code(code)).first() is not None


def answer_visit(
    work: UnitOfWork, speaker: Speaker, visit_id: int, agrees: bool, rules: RulePack, now: datetime
) -> int | None:
    """The firm agrees that experts are asked, or not; who was told hears; return the need's number.

    Refused «not_asked», «answered», «visit_lapsed».
    """
    one = work.session.get(VisitNeed, visit_id, with_for_update=True, populate_existing=True)
    if one is None or one.contact_id != speaker.person_id:
        raise Refused("not_asked", "没有找到要您答复的这件事。")
    if _is_over(one, now):
        raise Refused("visit_lapsed", LAPSED)
    if one.state != "asked":
        raise Refused("answered", ANSWERED)
    one.state, one.answered_at = ("agreed" if agrees else "refused"), now
    if agrees:
        one.need_id = _agreed(work, speaker, one, rules, now)
    else:
        one.text = one.phone = ""
    told = VisitAnswered(one.id, agrees)
    notify(work, [Addressed(one.person_id, told, f"visit_answered:{one.id}")], now)
    note(work, f"visit_{one.state}", "visit_need", one.id, speaker.person_id, now)
    return one.need_id


def lapse_visits(work: UnitOfWork, now: datetime) -> None:
    """What no firm has answered for so long is kept no longer."""
    old = (VisitNeed.state == "asked", VisitNeed.asked_at < now - GOOD_FOR)
    for one in work.session.scalars(select(VisitNeed).where(*old).limit(500).with_for_update()):
        one.state, one.text, one.phone, one.answered_at = "lapsed", "", "", now


def _post(work: UnitOfWork, speaker: Speaker, told: Collected, rules: RulePack, now: datetime) -> Kept:
    firm, text = firm_called(work, told.enterprise, told.region, [], now), _with_phone(told)
    if (running := same_need(text, running_texts(work, firm.id, RUNNING))) is not None:
        return Kept(told.enterprise, running, same=True)
    need_id, _ = post_need(work, speaker, _posting(told, text, firm.id), rules, now)
    return Kept(told.enterprise, need_id)


def _ask(work: UnitOfWork, speaker: Speaker, told: Collected, now: datetime) -> Kept:
    """Who of the firm is here is asked in the chat; for one that is not there is a code to hand on."""
    found = (contact_by_phone(work, told.phone) if told.phone else None) or contact_named(
        work, told.enterprise
    )
    contact = found if found and found[0] != speaker.person_id else None
    if contact is not None and _is_asked(work, speaker, told, contact[0]):
        return Kept(told.enterprise, asked=contact[1] or "企业负责人")
    code = secrets.token_hex(BYTES)
    one = VisitNeed(
        person_id=speaker.person_id,
        contact_id=contact[0] if contact else None,
        code_hash=hashed(code),
        enterprise=told.enterprise,
        text=told.text,
        phone=told.phone,
        domain=told.domain,
        also=list(told.also),
        region=told.region,
        urgent=told.urgent,
        asked_at=now,
    )
    work.session.add(one)
    work.flush()
    note(work, "ask_visited", "visit_need", one.id, speaker.person_id, now)
    if contact is None:
        return Kept(told.enterprise, code=code)
    notify(work, [Addressed(contact[0], VisitAsked(one.id), f"visit_asked:{one.id}")], now)
    return Kept(told.enterprise, asked=contact[1] or "企业负责人")


def _agreed(work: UnitOfWork, speaker: Speaker, one: VisitNeed, rules: RulePack, now: datetime) -> int:
    """The need is the firm's own where its voice agreed, else that of whom it was told, for the firm; one that is under way already stands."""
    told = Collected(one.enterprise, one.text, one.domain, one.region, one.phone, tuple(one.also), one.urgent)
    firm = firm_called(work, one.enterprise, one.region, [], now)
    if (running := same_need(one.text, running_texts(work, firm.id, RUNNING))) is not None:
        return running
    own = speaker.enterprise_id is not None and _is_of(work, speaker, one)
    teller = speaker if own else by_person(work, one.person_id)
    text = told.text if own else _with_phone(told)
    return post_need(work, teller, _posting(told, text, None if own else firm.id), rules, now)[0]


def _is_asked(work: UnitOfWork, speaker: Speaker, told: Collected, contact: int) -> bool:
    """Whether the same was told before and waits for the same person's word."""
    waits = select(VisitNeed).where(
        VisitNeed.person_id == speaker.person_id, VisitNeed.contact_id == contact, VisitNeed.state == "asked"
    )
    return any(
        (one.enterprise, one.text) == (told.enterprise, told.text) for one in work.session.scalars(waits)
    )


def _is_over(one: VisitNeed, now: datetime) -> bool:
    return one.state == "lapsed" or (one.state == "asked" and one.asked_at + GOOD_FOR < now)


def _is_of(work: UnitOfWork, speaker: Speaker, one: VisitNeed) -> bool:
    """Whether who agrees speaks for this firm, and not for one that merely bears the code."""
    firm = work.session.get_one(Enterprise, speaker.enterprise_id)
    person = work.session.get_one(Person, speaker.person_id)
    return firm.claims is None and (
        firm.name == one.enterprise or bool(one.phone and person.phone == one.phone)
    )


def _is_with_visitor(work: UnitOfWork, speaker: Speaker, one: VisitNeed) -> bool:
    """Whether it was told to the speaker, or to somebody of their station."""
    if one.person_id == speaker.person_id:
        return True
    return speaker.station_id is not None and speaker.station_id in stations_with(work, one.person_id)


def _posting(told: Collected, text: str, firm_id: int | None) -> Posting:
    return Posting(
        text=text,
        domain=told.domain,
        region=told.region,
        also=told.also,
        urgent=told.urgent,
        enterprise_id=firm_id,
    )


def _with_phone(told: Collected) -> str:
    return f"{told.text}{ADDITION}企业电话 {marked(told.phone, False)}" if told.phone else told.text


def _by_code(code: str) -> Select[VisitNeed]:
    return select(VisitNeed).where(VisitNeed.code_hash == hashed(code))
