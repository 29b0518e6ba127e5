"""Insurance and protective needs of a volunteer on the spot: noted before the service, seen to by the centre (S9.4)."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.diaries.access import access_need_to_protect, access_protection
from actions.diaries.notices import ProtectionArranged, ProtectionAsked
from actions.notify import Addressed, notify, to_staff
from storage.queries.people.speakers import Speaker
from storage.tables import Protection
from storage.unit_of_work import UnitOfWork


def ask_protection(work: UnitOfWork, speaker: Speaker, need_id: int, text: str, now: datetime) -> int:
    """Note what the expert of a service needs; whoever can see to it is told. Return its number."""
    need = access_need_to_protect(work, speaker, need_id)
    one = Protection(need_id=need.id, person_id=speaker.person_id, text=text, state="asked", asked_at=now)
    work.session.add(one)
    work.flush()
    told, key = ProtectionAsked(one.id), f"protection:{one.id}"
    notify(work, to_staff(work, need.region, told, key, to_do="arrange_protection"), now)
    note(work, "ask_protection", "protection", one.id, speaker.person_id, now)
    return one.id


def arrange_protection(
    work: UnitOfWork, speaker: Speaker, protection_id: int, answer: str, now: datetime
) -> None:
    """Say what has been arranged; the expert is told."""
    one = access_protection(work, speaker, protection_id)
    one.state, one.answer, one.arranged_at = "arranged", answer, now
    told, key = ProtectionArranged(one.id), f"protection_arranged:{one.id}"
    notify(work, [Addressed(one.person_id, told, key)], now)
    note(work, "arrange_protection", "protection", one.id, speaker.person_id, now)
