"""Needs that a station has collected, sent as a sheet (S3.1): each is posted for its firm, or comes back with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from actions.access import require
from actions.needs.post import RUNNING, Posting, post_need
from actions.people.contact import firm_called
from actions.refusal import Refused
from documents.rosters.entries import Entry
from documents.rosters.errors import NotARoster
from documents.rosters.failed import Failed, failed_rows
from documents.rosters.reading import Headings, read
from language.needs import read_need
from matching.deduplication import same_need
from programme.packs import RulePack
from programme.telephones import marked
from storage.queries.needs import ADDITION, running_texts
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

MOST = 100
"""Needs of a sheet: each asks experts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says: rows that can be posted, rows that come back with their reasons, and its headings."""

    good: list[Entry]
    back: list[Failed]
    headings: list[Headings]

    def to_mend(self) -> bytes:
        """An xlsx of the rows that come back, with a column 原因."""
        return failed_rows(self.back, self.headings)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a sheet: numbers of the new needs, how many were running already, and what comes back."""

    needs: list[int]
    same: int
    sheet: Sheet


def look(content: bytes, region: str | None, now: datetime) -> Sheet:
    """Read a file; nothing is written. Refused «no_roster», «too_large»."""
    try:
        roster = read(content, "needs", region, now)
        entries = list(islice(roster.entries, MOST + 1))
    except NotARoster as error:
        raise Refused("no_roster", str(error)) from error
    if len(entries) > MOST:
        raise Refused("too_large", f"一份文件最多 {MOST} 条需求，请分成几份。")
    good = [one for one in entries if not one.why and not one.repeats]
    back = [_back(one, one.why or one.repeats) for one in entries if one not in good]
    return Sheet(good, back, list(roster.headings))


def post_all(work: UnitOfWork, speaker: Speaker, content: bytes, rules: RulePack, now: datetime) -> Posted:
    """Post what can be posted, each for its firm; sending the sheet once more changes nothing."""
    region = speaker.station_region or speaker.jurisdiction
    require(speaker, "post_need", region, [speaker.person_id])
    sheet, needs, same = look(content, region, now), list[int](), 0
    for entry in sheet.good:
        values = entry.values
        firm = firm_called(work, values["firm"], values.get("region") or region or "", [], now).id
        text = _text(values)
        if same_need(text, running_texts(work, firm, RUNNING)) is not None:
            same += 1
            continue
        try:
            needs.append(post_need(work, speaker, _posting(values, text, firm, region), rules, now)[0])
        except Refused as refusal:
            sheet.back.append(_back(entry, refusal.text))
    return Posted(needs, same, sheet)


def _posting(values: dict[str, Any], text: str, firm: int, region: str | None) -> Posting:
    heard = read_need(values["need"], region)
    return Posting(
        text=text,
        domain=heard.domain,
        region=values.get("region") or region or "",
        also=tuple(code for code in heard.also if code != heard.domain),
        urgent=heard.urgent,
        form=heard.form,
        enterprise_id=firm,
    )


def _text(values: dict[str, Any]) -> str:
    """With the firm's phone, which goes to the expert who takes it."""
    phone = values.get("phone")
    return f"{values['need']}{ADDITION}企业电话 {marked(phone, False)}" if phone else str(values["need"])


def _back(entry: Entry, why: str) -> Failed:
    return Failed(entry.sheet, entry.number, why, entry.cells)
