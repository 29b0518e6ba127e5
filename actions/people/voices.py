"""Who speaks for a firm: whoever names a known one waits until somebody of it, or staff, agree (decision 0124).

Until then they stand in an enterprise of their own that `claims` the firm. With the agreement it is joined to the
firm: the needs told meanwhile become the firm's.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from actions.access import may
from actions.audit import note
from actions.notify import Addressed, notify, to_staff
from actions.people.notices import FirmHandedOver, NoLongerVoice, VoiceAnswered, VoiceClaimed
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.queries.people.voices import owners_of, voices_of
from storage.tables import Enterprise, Need, Person, Refusal, VisitNeed
from storage.unit_of_work import UnitOfWork

NOT_OWNER = "这件事由企业的负责人来办。"


def ask_whether_ours(work: UnitOfWork, person_id: int, firm_id: int, region: str, now: datetime) -> None:
    """The owners of the firm, and the office of its place, hear at once who says to speak for it."""
    told = VoiceClaimed(person_id)
    key = f"voice_claimed:{person_id}:{firm_id}:{int(now.timestamp())}"
    owners = [Addressed(one, told, f"{key}:{one}", urgent=True) for one in owners_of(work, firm_id)]
    notify(work, [*owners, *to_staff(work, region, told, key, to_do="admit_voice")], now)


def admit(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """The person speaks for the firm from now on: as a colleague, or as its owner where it has none.

    Refused «no_claim», or by the table of authority.
    """
    person, claim, firm = access_claim(work, speaker, person_id)
    join(work, person, claim, firm, "colleague" if owners_of(work, firm.id) else "owner")
    note(work, "admit_voice", "enterprise", firm.id, speaker.person_id, now, person=person.id)
    _answer(work, person.id, firm.id, True, now)


def turn_away(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """The person is none of the firm's: they keep their own needs and stand beside it. Refused as `admit`."""
    person, _, firm = access_claim(work, speaker, person_id)
    note(work, "turn_voice_away", "enterprise", firm.id, speaker.person_id, now, person=person.id)
    _answer(work, person.id, firm.id, False, now)


def access_claim(work: UnitOfWork, speaker: Speaker, person_id: int) -> tuple[Person, Enterprise, Enterprise]:
    """Who says to speak for a firm, with the enterprise they stand in meanwhile and the firm itself; all of it locked.

    Refused «no_claim» where nothing is to be decided any more, or the speaker may not.
    """
    person = work.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    claim = _locked(work, person.enterprise_id if person else None)
    firm = _locked(work, claim.claims if claim else None)
    if person is None or claim is None or firm is None:
        raise Refused("no_claim", "这件事已经办过了，不用再确认。")
    owners = owners_of(work, firm.id)
    if person.id == speaker.person_id or not may(speaker, "admit_voice", firm.region, owners):
        raise Refused("no_claim", "没有找到要您确认的这个人。")
    return person, claim, firm


def join(work: UnitOfWork, person: Person, claim: Enterprise | None, firm: Enterprise, role: str) -> None:
    """Make the person a voice of the firm; what they told before is the firm's now."""
    person.enterprise_id, person.firm_role = firm.id, role
    work.flush()
    if claim is not None:
        _bring_along(work, claim, firm)


def access_colleague(work: UnitOfWork, speaker: Speaker, person_id: int) -> Person:
    """Another voice of the speaker's firm, locked. Refused «not_owner», «no_colleague».

    The firm is locked first: of two owners who remove each other at once, one has been removed when their turn comes.
    """
    require_owner(speaker)
    _locked(work, speaker.enterprise_id)
    own = work.session.get_one(Person, speaker.person_id, with_for_update=True, populate_existing=True)
    if (own.enterprise_id, own.firm_role) != (speaker.enterprise_id, "owner"):
        raise Refused("not_owner", NOT_OWNER)
    person = work.session.get(Person, person_id, with_for_update=True, populate_existing=True)
    same_firm = person is not None and person.enterprise_id == speaker.enterprise_id
    if person is None or not same_firm or person.id == speaker.person_id:
        raise Refused("no_colleague", "这位已经不在贵公司的名单里了。")
    return person


def remove_colleague(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """The colleague speaks for the firm no more, and is told so; the needs they told and the visits they were asked about are the owner's."""
    person = access_colleague(work, speaker, person_id)
    firm = speaker.enterprise_id
    _take_over_visits(work, speaker, person)
    person.enterprise_id = None
    theirs = update(Need).where(Need.enterprise_id == firm, Need.person_id == person.id)
    work.session.execute(theirs.values(person_id=speaker.person_id))
    note(work, "remove_colleague", "enterprise", firm or 0, speaker.person_id, now, person=person.id)
    key = f"no_longer_voice:{person.id}:{firm}:{int(now.timestamp())}"
    notify(work, [Addressed(person.id, NoLongerVoice(firm or 0), key)], now)


def hand_over(work: UnitOfWork, speaker: Speaker, person_id: int, now: datetime) -> None:
    """The colleague is the owner of the firm from now on, and the speaker their colleague; the other owners stay.

    Refused «not_owner», «no_colleague».
    """
    person = access_colleague(work, speaker, person_id)
    work.session.get_one(Person, speaker.person_id).firm_role = speaker.firm_role = "colleague"
    _make_owner(work, person, speaker.person_id, now)


def hand_on(work: UnitOfWork, person: Person, now: datetime) -> None:
    """The person goes for good: of a firm that they owned alone, whoever of it came first is the owner from now on."""
    firm = person.enterprise_id
    if firm is None or owners_of(work, firm) != [person.id]:
        return
    others = [one.person_id for one in voices_of(work, firm) if one.person_id != person.id]
    if others:
        _make_owner(work, work.session.get_one(Person, others[0], with_for_update=True), person.id, now)


def require_owner(speaker: Speaker) -> None:
    """Refused «not_owner» for whoever is no owner of a firm that has agreed."""
    if not is_owner(speaker):
        raise Refused("not_owner", NOT_OWNER)


def is_owner(speaker: Speaker) -> bool:
    """Whether the speaker owns a firm, and does not only say so."""
    return speaker.enterprise_id is not None and speaker.claims is None and speaker.firm_role == "owner"


def _make_owner(work: UnitOfWork, person: Person, by: int, now: datetime) -> None:
    person.firm_role, firm = "owner", person.enterprise_id or 0
    note(work, "hand_over_firm", "enterprise", firm, by, now, person=person.id)
    key = f"firm_handed_over:{person.id}:{firm}:{int(now.timestamp())}"
    notify(work, [Addressed(person.id, FirmHandedOver(firm), key)], now)


def _take_over_visits(work: UnitOfWork, speaker: Speaker, person: Person) -> None:
    """Of what visitors asked them, that which is about this firm; a code of another's that they brought stays with them."""
    asked = select(VisitNeed).where(VisitNeed.contact_id == person.id, VisitNeed.state == "asked")
    for one in work.session.scalars(asked.with_for_update()):
        if one.enterprise == speaker.enterprise or (one.phone and one.phone == person.phone):
            one.contact_id = speaker.person_id


def _locked(work: UnitOfWork, enterprise_id: int | None) -> Enterprise | None:
    if enterprise_id is None:
        return None
    return work.session.get(Enterprise, enterprise_id, with_for_update=True, populate_existing=True)


def _bring_along(work: UnitOfWork, claim: Enterprise, firm: Enterprise) -> None:
    """The needs and the experts not wanted, each once; nothing is left that could be claimed."""
    needs = update(Need).where(Need.enterprise_id == claim.id)
    work.session.execute(needs.values(enterprise_id=firm.id))
    known = select(Refusal.expert_id).where(Refusal.enterprise_id == firm.id)
    theirs = Refusal.enterprise_id == claim.id
    work.session.execute(delete(Refusal).where(theirs, Refusal.expert_id.in_(known)))
    work.session.execute(update(Refusal).where(theirs).values(enterprise_id=firm.id))
    work.session.delete(claim)
    work.flush()


def _answer(work: UnitOfWork, person_id: int, firm_id: int, agreed: bool, now: datetime) -> None:
    key = f"voice_answered:{person_id}:{firm_id}:{agreed}:{int(now.timestamp())}"
    notify(work, [Addressed(person_id, VoiceAnswered(firm_id, agreed), key)], now)
