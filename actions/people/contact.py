"""First contact, and becoming an enterprise's voice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from actions.audit import note
from matching.deduplication import core
from storage.queries.people.speakers import Speaker
from storage.tables import Account, Dialogue, Enterprise, Person
from storage.unit_of_work import UnitOfWork


def first_contact(
    work: UnitOfWork, channel: str, sender: str, now: datetime, secret_hash: str | None = None
) -> None:
    """A newcomer's account, with an empty person behind it: nothing personal before consent."""
    person = Person(created_at=now)
    work.session.add(person)
    work.session.flush()
    account = Account(
        channel=channel, external_id=sender, secret_hash=secret_hash, person_id=person.id, created_at=now
    )
    work.session.add_all([account, Dialogue(person_id=person.id, state={}, updated_at=now)])
    work.session.flush()


def speak_for(
    work: UnitOfWork,
    speaker: Speaker,
    name: str,
    phone: str | None,
    region: str,
    focus: list[str],
    now: datetime,
) -> None:
    """Make the person the voice of an enterprise of this name; a firm already known in the same county is found."""
    enterprise = firm_called(work, name, region, focus, now)
    person = work.session.get_one(Person, speaker.person_id)
    person.enterprise_id = speaker.enterprise_id = enterprise.id
    person.phone = speaker.phone = phone or person.phone
    speaker.enterprise, speaker.enterprise_region = enterprise.name, enterprise.region
    note(work, "speak_for", "enterprise", enterprise.id, person.id, now)


def firm_called(work: UnitOfWork, name: str, region: str, focus: list[str], now: datetime) -> Enterprise:
    """The enterprise of this name in the county, new where nobody has named it before."""
    enterprise = _known_enterprise(work, name, region)
    if enterprise is None:
        enterprise = Enterprise(name=name, region=region, focus=focus, created_at=now)
        work.session.add(enterprise)
        work.session.flush()
    return enterprise


def _known_enterprise(work: UnitOfWork, name: str, region: str) -> Enterprise | None:
    """The firm of this name in the county, be it written without its place or legal form."""
    alike = select(Enterprise).where(
        Enterprise.region == region, Enterprise.name.contains(core(name), autoescape=True)
    )
    found = [
        one for one in work.session.scalars(alike.order_by(Enterprise.id)) if core(one.name) == core(name)
    ]
    return next((one for one in found if one.name == name), found[0] if found else None)
