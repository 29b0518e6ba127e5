"""Campaigns 服务月: staff open one for their place and its days; what is done in them counts towards it (S4.5)."""

from __future__ import annotations

from datetime import date, datetime

from actions.access import require
from actions.audit import note
from actions.refusal import Refused
from programme.campaigns import Counts
from storage.queries.people.speakers import Speaker
from storage.tables import Campaign
from storage.unit_of_work import UnitOfWork


def open_campaign(
    work: UnitOfWork, speaker: Speaker, title: str, first: date, last: date, counts: Counts, now: datetime
) -> int:
    """Open a campaign for the speaker's jurisdiction, towards which this counts; return its id. Refused «ends_first»."""
    require(speaker, "notify_many", speaker.jurisdiction)
    if last < first:
        raise Refused("ends_first", "结束的日子在开始前面，再说一遍？")
    one = Campaign(
        title=title,
        first=first,
        last=last,
        region=speaker.jurisdiction,
        counts=counts.as_json(),
        person_id=speaker.person_id,
        created_at=now,
    )
    work.session.add(one)
    work.session.flush()
    note(work, "open_campaign", "campaign", one.id, speaker.person_id, now)
    return one.id
