"""Staff vouch for a firm that came in by a talk: it may ask for more than one thing, and urgently."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.needs.notices import Vouched
from actions.notify import Addressed, notify
from actions.offers.access import OPEN, access_need_as_staff
from actions.offers.ask import offer_next
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Enterprise, Need, Person
from storage.unit_of_work import UnitOfWork


def vouch(
    work: UnitOfWork, speaker: Speaker, need_id: int, urgent: bool, rules: RulePack, now: datetime
) -> None:
    """Whoever told this need was spoken to; with `urgent` more experts are asked for it at once.

    Refused as `access_need_as_staff`.
    """
    need = access_need_as_staff(work, speaker, need_id)
    work.session.get_one(Enterprise, need.enterprise_id).vouched = True
    _confirm_phone(work.session.get_one(Person, need.person_id), need)
    note(work, "vouch", "enterprise", need.enterprise_id, speaker.person_id, now, need=need.id, urgent=urgent)
    if urgent and need.state in OPEN:
        _hurry(work, need, rules, now)
    told = Vouched(need.id, urgent)
    notify(work, [Addressed(need.person_id, told, f"vouched:{need.id}:{urgent}", urgent)], now)


def _confirm_phone(person: Person, need: Need) -> None:
    """The number that they were called on; one that was told after the need may have come since, and stays unverified."""
    if person.phone and (person.phone_since is None or person.phone_since <= need.created_at):
        person.phone_verified = True


def _hurry(work: UnitOfWork, need: Need, rules: RulePack, now: datetime) -> None:
    need.urgent = True
    work.flush()
    offer_next(work, need, rules, now)
