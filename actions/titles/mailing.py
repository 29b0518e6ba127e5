"""附件3 and 附件4 to an address that staff name (S8.3): on record before anything is sent, and what became of it after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.access import require
from actions.audit import note
from actions.notify import Addressed, notify
from actions.settings.house import centre_for
from actions.titles.notices import RosterLetter, RosterMailed
from actions.titles.papers import keep_file
from actions.titles.roster import Exported, Which, export_roster
from documents.media import DOCX
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.queries.titles.mailings import Scan, newest_scan
from storage.tables import Mailing
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Queued:
    """A mailing that is under way: its number, the file, the key under which it is kept, and the scan that goes with it."""

    id: int
    made: Exported
    key: str
    scan: Scan | None


def mail_roster(
    work: UnitOfWork, speaker: Speaker, which: Which, address: str, rules: RulePack, now: datetime
) -> Queued | None:
    """Make the roster of the speaker's jurisdiction and queue the letter; None where its file cannot be kept.

    The sealed scan of the newest such roster of this very jurisdiction goes with it. Refused as by `require`.
    """
    require(speaker, "export_roster", speaker.jurisdiction)
    region = speaker.jurisdiction or ""
    centre = centre_for(work, rules, region)
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
    scan = newest_scan(work, which, region)
    seen = {"scan_of": scan.batch} if scan else {}
    note(work, "mail_roster", "mailing", row.id, speaker.person_id, now, which=which, rows=made.rows, **seen)
    letter = RosterLetter(row.id, made.rows, scan.batch if scan else 0)
    notify(work, [Addressed(speaker.person_id, letter, f"roster_letter:{row.id}", urgent=True)], now)
    return Queued(row.id, made, key, scan)


def give_up_mailing(work: UnitOfWork, mailing_id: int, now: datetime) -> None:
    """Its letter will not leave any more: it failed, where nothing is known of it yet."""
    row = work.session.get(Mailing, mailing_id)
    if row is not None and row.state == "waiting":
        settle_mailing(work, mailing_id, "failed", now)


def settle_mailing(work: UnitOfWork, mailing_id: int, state: str, now: datetime) -> None:
    """Keep what became of the letter (sent, failed, unknown), and tell whoever sent it off."""
    row = work.session.get_one(Mailing, mailing_id)
    if row.state == state:
        return
    row.state, row.settled_at = state, now
    note(work, "settle_mailing", "mailing", row.id, None, now, state=state)
    told = RosterMailed(row.id, state)
    notify(work, [Addressed(row.person_id, told, f"roster_mailed:{row.id}:{state}", urgent=True)], now)
