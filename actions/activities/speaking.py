"""Who speaks at an activity: offers that are taken or not, and experts who are invited (S4.2, S9.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from actions.activities.events import access_event_ahead
from actions.activities.joining import access_open_event, answer_as_speaker, attendance, put
from actions.activities.notices import SpeakerInvited, SpeakerSettled
from actions.activities.places import seat
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.people.speakers import Speaker
from storage.tables import Expert
from storage.unit_of_work import UnitOfWork


def settle_speaker(
    work: UnitOfWork, speaker: Speaker, event_id: int, person_id: int, takes: bool, now: datetime
) -> str:
    """Whoever holds it takes somebody's offer to speak, or not: then they are a guest, of a clinic with a slot, or wait for a place.

    Return their state. Who was taken may still be thanked. Refused «no_offer».
    """
    one = access_event_ahead(work, speaker, event_id, now)
    found = attendance(work, person_id, one)
    if found is None or found.state != "speaks":
        raise Refused("no_offer", "对方没有说要讲，或者已经定过了。")
    state, slot = ("speaks", None) if takes else seat(work, one, found.slot)
    put(work, person_id, one, state, now, part="speaker" if takes else "guest", slot=slot)
    told, key = SpeakerSettled(one.id, takes), f"speaker_settled:{one.id}:{person_id}:{takes}"
    notify(work, [Addressed(person_id, told, f"{key}:{int(now.timestamp())}")], now)
    note(work, "settle_speaker", "activity", one.id, speaker.person_id, now, takes=takes)
    return state


def invite_speakers(
    work: UnitOfWork, speaker: Speaker, event_id: int, experts: Collection[int], now: datetime
) -> int:
    """Ask experts to speak; who was asked before, or comes anyway, is not asked. Return how many were."""
    one = access_event_ahead(work, speaker, event_id, now)
    asked = 0
    for key in experts:
        person = work.session.get_one(Expert, key).person_id
        if attendance(work, person, one) is not None:
            continue
        put(work, person, one, "invited", now, part="speaker")
        told = SpeakerInvited(one.id)
        notify(work, [Addressed(person, told, f"speaker_invited:{one.id}:{person}")], now)
        asked += 1
    note(work, "invite_speakers", "activity", one.id, speaker.person_id, now, count=asked)
    return asked


def answer_invitation(work: UnitOfWork, speaker: Speaker, event_id: int, comes: bool, now: datetime) -> None:
    """Speak, or not; nobody must (HB 9(5)1). Refused «not_invited», «checked_in», or as `access_open_event`."""
    one = access_open_event(work, event_id, now)
    found = attendance(work, speaker.person_id, one)
    if found is None or found.part != "speaker":
        raise Refused("not_invited", "这场没有请您来讲，想讲就说「我可以去讲一课」。")
    if found.state == "attended":
        raise Refused("checked_in", "您已经签到了，不用再答复。")
    answer_as_speaker(work, speaker, one, comes, now)
