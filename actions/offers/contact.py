"""Whether firm and expert are in touch, as one of both says."""

from __future__ import annotations

from datetime import datetime

from actions.audit import note
from actions.notify import Addressed, notify
from actions.offers.meet import access_meeting
from actions.offers.notices import ContactDue
from programme.packs import RulePack
from programme.waiting import of_contact
from storage.queries.people.speakers import Speaker
from storage.tables import Expert, Need
from storage.unit_of_work import UnitOfWork


def say_contact(
    work: UnitOfWork, speaker: Speaker, need_id: int, in_touch: bool, rules: RulePack, now: datetime
) -> None:
    """Keep that both are in touch; where the firm says that they are not, the expert hears so at once, and only once.

    Refused as `access_meeting`.
    """
    facts = access_meeting(work, speaker, need_id, ("accepted",))
    need = work.session.get_one(Need, need_id)
    note(work, "say_contact", "need", need_id, speaker.person_id, now, in_touch=in_touch)
    if in_touch:
        need.contacted_at = now
    elif speaker.expert_id != facts.expert_id and need.expert_id and need.accepted_at:
        ladder = of_contact(rules.waiting, need_id, need.expert_id, need.accepted_at, need.contact_by)[1]
        person = work.session.get_one(Expert, need.expert_id).person_id
        notify(work, [Addressed(person, ContactDue(need_id, need.expert_id), ladder.key)], now)
