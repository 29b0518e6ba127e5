"""First contact, and becoming an enterprise's voice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from actions.people.telephone import told_phone
from actions.people.voices import ask_whether_ours
from matching.deduplication import core
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Dialogue, Enterprise, Person
from storage.unit_of_work import UnitOfWork


def first_contact(
    work: UnitOfWork,
    channel: str,
    sender: str,
    now: datetime,
    secret_hash: str | None = None,
    *,
    waits: bool = False,
) -> None:
    """A newcomer's account, with an empty person behind it: nothing personal before consent. `waits`: there is no room yet."""
    person = Person(created_at=now)
    work.session.add(person)
    work.session.flush()
    account = Account(
        channel=channel,
        external_id=sender,
        secret_hash=secret_hash,
        person_id=person.id,
        waits=waits,
        created_at=now,
    )
    work.session.add_all([account, Dialogue(person_id=person.id, state={}, updated_at=now)])
    work.session.flush()


def let_in(work: UnitOfWork, account_id: int) -> None:
    """There is room for this newcomer now."""
    work.session.get_one(Account, account_id).waits = False


def speak_for(
    work: UnitOfWork,
    speaker: Speaker,
    name: str,
    phone: str | None,
    region: str,
    focus: list[str],
    now: datetime,
) -> None:
    """Make the person the voice of an enterprise of this name.

    A firm already known in the same county gives them nothing of its own: they stand beside it with their own needs
    until somebody of it, or staff, agree, who are told at once (`actions.people.voices`, decision 0124).
    """
    known = _known_enterprise(work, name, region)
    enterprise = _new_enterprise(work, name, region, focus, known.id if known else None, now)
    person = work.session.get_one(Person, speaker.person_id)
    person.enterprise_id = speaker.enterprise_id = enterprise.id
    person.firm_role = speaker.firm_role = "owner"
    if phone:
        told_phone(person, phone, now)
        speaker.phone = phone
    speaker.enterprise, speaker.enterprise_region = enterprise.name, enterprise.region
    speaker.claims, speaker.vouched = enterprise.claims, enterprise.vouched
    note(work, "speak_for", "enterprise", enterprise.id, person.id, now)
    if known:
        ask_whether_ours(work, person.id, known.id, region, now)


def leave_phone(work: UnitOfWork, speaker: Speaker, phone: str, now: datetime) -> None:
    """The number under which whoever takes a need on may call, where none was left before; not verified."""
    if speaker.phone:
        return
    told_phone(work.session.get_one(Person, speaker.person_id), phone, now)
    speaker.phone = phone
    note(work, "leave_phone", "person", speaker.person_id, speaker.person_id, now)


def firm_called(work: UnitOfWork, name: str, region: str, focus: list[str], now: datetime) -> Enterprise:
    """The enterprise of this name in the county, new where nobody has named it before."""
    return _known_enterprise(work, name, region) or _new_enterprise(work, name, region, focus, None, now)


def _new_enterprise(
    work: UnitOfWork, name: str, region: str, focus: list[str], claims: int | None, now: datetime
) -> Enterprise:
    enterprise = Enterprise(
        name=name, region=region, focus=focus, claims=claims, vouched=False, created_at=now
    )
    work.session.add(enterprise)
    work.session.flush()
    return enterprise


def _known_enterprise(work: UnitOfWork, name: str, region: str) -> Enterprise | None:
    """The firm of this name in the county, be it written without its place or legal form."""
    alike = select(Enterprise).where(
        Enterprise.claims.is_(None),
        Enterprise.region == region,
        Enterprise.name.contains(core(name), autoescape=True),
    )
    found = [
        one for one in work.session.scalars(alike.order_by(Enterprise.id)) if core(one.name) == core(name)
    ]
    return next((one for one in found if one.name == name), found[0] if found else None)
