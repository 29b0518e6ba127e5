"""附件3 and 附件4 to an address that staff name (S8.3): what goes to whom is on record before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.titles.papers import keep_file
from actions.titles.roster import Exported, Which, export_roster
from documents.media import DOCX
from programme.centres import centre_of
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.tables import Mailing
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Queued:
    """A mailing that waits to be sent: its number, the file and the key under which it is kept."""

    id: int
    made: Exported
    key: str


def mail_roster(
    work: UnitOfWork, speaker: Speaker, which: Which, address: str, rules: RulePack, now: datetime
) -> Queued | None:
    """Make the roster of the speaker's jurisdiction and put it down for this address; None where its file cannot be kept.

    Whoever sends e-mail takes rows that are «waiting» and settles them. Refused as by `require`.
    """
    require(speaker, "export_roster", speaker.jurisdiction)
    region = speaker.jurisdiction or ""
    centre = centre_of(rules.centres, region)
    made = export_roster(work, which, "docx", region, centre, speaker.person_id, now)
    key = keep_file(work, speaker.person_id, made.content, DOCX, now)
    if key is None:
        return None
    row = Mailing(
        what=which,
        region=region,
        address=address,
        file_key=key,
        file_name=made.file_name,
        person_id=speaker.person_id,
        asked_at=now,
    )
    work.session.add(row)
    work.session.flush()
    note(work, "mail_roster", "mailing", row.id, speaker.person_id, now, which=which, rows=made.rows)
    return Queued(row.id, made, key)
