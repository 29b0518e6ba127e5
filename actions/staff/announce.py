"""A centre tells many something: once each, inside the jurisdiction, and not at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from actions.access import require, sees
from actions.audit import note
from actions.notify import Addressed, notify
from actions.refusal import Refused
from actions.staff.notices import Announced
from programme.packs import KINDS
from programme.qualification import SERVING
from storage.queries.people.speakers import Speaker
from storage.queries.staff import recipients
from storage.unit_of_work import UnitOfWork

WAITING = ("submitted", "city_review", "provincial_review", "centre_review", "publicity", "returned")
"""States of an application whose applicant still waits."""
EVERYONE = ("holder", "enterprise", "applicant")
"""What those are who may be told something at all."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for. `what`: expert, station, holder (both), enterprise, applicant, everyone or one.

    `domain` is of experts alone; `person` is who is meant by «one».
    """

    what: str
    region: str
    domain: str | None = None
    person: int | None = None


def audience_of(work: UnitOfWork, speaker: Speaker, audience: Audience) -> list[int]:
    """The persons whom an announcement would reach, without who makes it; nobody outside the jurisdiction."""
    if not sees(speaker, audience.region):
        return []
    if audience.what in ("everyone", "one"):
        everyone = set().union(
            *(audience_of(work, speaker, Audience(what, audience.region)) for what in EVERYONE)
        )
        return sorted(everyone if audience.what == "everyone" else everyone & {audience.person})
    if audience.what == "enterprise":
        found = recipients.of_enterprises(work, audience.region)
    elif audience.what == "applicant":
        found = recipients.applicants(work, WAITING, audience.region)
    else:
        kinds = KINDS if audience.what == "holder" else [kind for kind in KINDS if kind == audience.what]
        of_kinds = (
            recipients.holders(work, kind, SERVING, audience.region, audience.domain) for kind in kinds
        )
        found = sorted(set().union(*of_kinds))
    return [person for person in found if person != speaker.person_id]


def announce(work: UnitOfWork, speaker: Speaker, audience: Audience, text: str, now: datetime) -> int:
    """Tell everybody of the audience; return how many. Refused «nobody», or by the table of authority."""
    require(speaker, "notify_many", audience.region)
    told = audience_of(work, speaker, audience)
    if not told:
        raise Refused("nobody", "没有符合的人，这条没有发。")
    sent = f"{speaker.person_id}:{int(now.timestamp())}:{crc32(text.encode()):x}"
    notice = Announced(text, speaker.jurisdiction or "")
    notify(work, [Addressed(who, notice, f"announced:{sent}:{who}") for who in told], now)
    detail = {"what": audience.what, "region": audience.region, "domain": audience.domain, "text": text}
    note(work, "announce", "person", speaker.person_id, speaker.person_id, now, told=len(told), **detail)
    return len(told)
