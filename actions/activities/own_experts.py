"""A station asks the experts of its own register to an activity of its own (S10.3); nobody must come (S9.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from actions.access import require_work
from actions.activities.events import access_event_ahead
from actions.activities.joining import attendance
from actions.activities.notices import OwnExpertInvited
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from storage.queries.delivery.queue import queued_before
from storage.queries.people.speakers import Speaker
from storage.queries.titles.station_experts import own_experts
from storage.unit_of_work import UnitOfWork


def invite_own_experts(
    work: UnitOfWork, speaker: Speaker, event_id: int, rows: Collection[int], now: datetime
) -> list[str]:
    """Ask those of these rows who have nothing to do with the activity yet, each once; return their names.

    Refused «only_firms», «all_invited», «only_looks», or as `access_event_ahead`.
    """
    require_work(speaker)
    assert speaker.station_id is not None
    one = access_event_ahead(work, speaker, event_id, now)
    if one.audience == "enterprise":
        raise Refused("only_firms", "这场只请企业来。想请专家讲，说「请专家来讲」。")
    told = {
        f"own_invited:{one.id}:{who.id}": who
        for who in own_experts(work, speaker.station_id)
        if who.id in rows and attendance(work, who.person_id, one) is None
    }
    before = queued_before(work, told)
    fresh = {key: who for key, who in told.items() if key not in before}
    if not fresh:
        raise Refused("all_invited", "这几位都请过了，或者已经报名了。")
    notify(
        work,
        [Addressed(who.person_id, OwnExpertInvited(one.id, who.id), key) for key, who in fresh.items()],
        now,
    )
    note(work, "invite_own_experts", "activity", one.id, speaker.person_id, now, count=len(fresh))
    return [who.name for who in fresh.values()]
