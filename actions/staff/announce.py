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

WAITING = (
    "submitted",
    "city_review",
    "provincial_review",
    "centre_review",
    "passed",
    "publicity",
    "returned",
)
"""States of an application whose applicant still waits."""
EVERYONE = (*KINDS, "enterprise", "applicant")
"""What those are who may be told something at all."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for. `kinds`: some of expert, station, enterprise, applicant; or everyone, one, these alone.

    `regions` are all meant; `domain` is of experts alone; `people` are who is meant by «one» and «these».
    """

    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    domain: str | None = None
    people: tuple[int, ...] = ()


def audience_of(work: UnitOfWork, speaker: Speaker, audience: Audience) -> list[int]:
    """The persons whom an announcement would reach, without who makes it; nobody outside the jurisdiction."""
    seen = [region for region in audience.regions if sees(speaker, region)]
    by_name = audience.kinds in (("one",), ("these",))
    of_all = by_name or audience.kinds == ("everyone",)
    kinds = EVERYONE if of_all else audience.kinds
    found: set[int] = set().union(
        *(_of_kind(work, kind, region, audience.domain) for kind in kinds for region in seen)
    )
    meant = found & set(audience.people) if by_name else found
    return sorted(meant - {speaker.person_id})


def _of_kind(work: UnitOfWork, kind: str, region: str, domain: str | None) -> list[int]:
    if kind == "enterprise":
        return recipients.of_enterprises(work, region)
    if kind == "applicant":
        return recipients.applicants(work, WAITING, region)
    return [
        person
        for one in KINDS
        if one == kind
        for person in recipients.holders(work, one, SERVING, region, domain)
    ]


def announce(work: UnitOfWork, speaker: Speaker, audience: Audience, text: str, now: datetime) -> int:
    """Tell everybody of the audience; return how many. Refused «nobody», or by the table of authority."""
    for region in audience.regions:
        require(speaker, "notify_many", region)
    told = audience_of(work, speaker, audience)
    if not told:
        raise Refused("nobody", "没有符合的人，这条没有发。")
    sent = f"{speaker.person_id}:{int(now.timestamp())}:{crc32(text.encode()):x}"
    notice = Announced(text, speaker.jurisdiction or "")
    notify(work, [Addressed(who, notice, f"announced:{sent}:{who}") for who in told], now)
    whom = {"kinds": list(audience.kinds), "regions": list(audience.regions), "domain": audience.domain}
    note(
        work,
        "announce",
        "person",
        audience.people[0] if audience.kinds == ("one",) else speaker.person_id,
        speaker.person_id,
        now,
        told=len(told),
        text=text,
        **whom,
    )
    return len(told)
