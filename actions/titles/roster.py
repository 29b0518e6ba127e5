"""附件3 and 附件4 out of the register (S8.1, S8.2): with phones and e-mails, so to staff alone, and each time audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from actions.audit import note
from documents.annexes.annex import LAYOUTS, Annex
from documents.annexes.excel import xlsx
from documents.annexes.plain import csv_of
from documents.annexes.word import docx
from language.domains import label
from programme.centres import Centre
from programme.qualification import IN_FORCE
from storage.queries.titles.roster import ExpertRow, experts_in, stations_in
from storage.unit_of_work import UnitOfWork

Which = Literal["experts", "stations"]
Form = Literal["docx", "xlsx", "csv"]
WORDS_OF_NOTE = {
    "policy": "政策",
    "law": "法律",
    "finance": "金融",
    "management": "管理",
    "startup": "创新创业",
    "digital": "数字赋能",
}
"""Fields that the note of 附件4 calls by another name; its 等 lets the others keep theirs."""
NOBODY = Centre("000000", "")


@dataclass(frozen=True, slots=True)
class Exported:
    """A roster as a file."""

    content: bytes
    file_name: str
    rows: int


def export_roster(
    work: UnitOfWork,
    which: Which,
    form: Form,
    region: str | None,
    centre: Centre | None,
    by: int | None,
    now: datetime,
    programme: tuple[str, str] | None = None,
) -> Exported:
    """The titles in force within `region`, filled in by `centre` as far as it is known; `programme`: the id and the name of the one
    whose titles alone are meant. Whoever calls has checked the right.
    """
    work.flush()
    pack, level = programme or (None, "")
    annex = annex_of(work, which, region, centre or NOBODY, pack)
    layout = annex.layout
    content = _file(annex, form, now)
    detail = {"region": region, "form": form, "rows": len(annex.rows), "pack": pack or ""}
    note(work, "export_roster", which, 0, by, now, **detail)
    unit = f"_{annex.unit}" if annex.unit else ""
    whose = f"_{level}" if level else ""
    return Exported(content, f"{layout.short}{whose}{unit}_{now:%Y%m%d}.{form}"[-80:], len(annex.rows))


def _file(annex: Annex, form: Form, at: datetime) -> bytes:
    if form == "csv":
        return csv_of(annex.listing)
    return docx(annex.listing, at) if form == "docx" else xlsx(annex.listing, at)


def annex_of(
    work: UnitOfWork, which: Which, region: str | None, centre: Centre, pack: str | None = None
) -> Annex:
    """The annex as the register fills it in, with the titles of one pack or of all."""
    if which == "experts":
        rows = [_expert(one) for one in experts_in(work.connection, region, IN_FORCE, pack)]
    else:
        found = stations_in(work.connection, region, IN_FORCE, pack)
        rows = [[one.name, one.address, one.contact, one.phone] for one in found]
    return Annex(LAYOUTS[which], centre.name, centre.handler, centre.phone, rows)


def _expert(one: ExpertRow) -> list[str]:
    fields = "、".join(WORDS_OF_NOTE.get(code) or label(code) for code in one.domains)
    return [one.name, one.unit, fields, one.phone, one.email]
