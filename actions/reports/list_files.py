"""A list as the files that were asked for; and how fields, places and holders are called in lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Literal

from actions.office import Made, Office
from documents.annexes.excel import write_xlsx
from documents.annexes.listing import Listing
from documents.annexes.plain import csv_of
from documents.annexes.word import docx
from language.domains import label
from language.regions import names
from programme.packs import Kind

Form = Literal["docx", "xlsx", "csv"]
COUNTED: dict[Kind, tuple[str, str]] = {"expert": ("专家", "名"), "station": ("工作站", "家")}
"""How a kind of holder is called, and counted."""
OTHER = "other"


def files(listing: Listing, rows: int, stem: str, forms: Collection[Form], office: Office) -> list[Made]:
    """The list in each of these forms; its rows must be such as can be drawn several times."""
    makers = {
        "docx": lambda: docx(listing, office.now),
        "xlsx": lambda: workbook([listing], office.now),
        "csv": lambda: csv_of(listing),
    }
    return [Made(makers[form](), f"{stem}.{form}", rows) for form in forms]


def workbook(listings: Sequence[Listing], at: datetime) -> bytes:
    """A workbook with a sheet for each list."""
    written = BytesIO()
    write_xlsx(listings, at, written)
    return written.getvalue()


def fields(codes: Iterable[str]) -> str:
    """Fields by their names; the one that says nothing is left out."""
    return "、".join(label(code) for code in codes if code != OTHER)


def place(region: str | None) -> str:
    """A place by its own name; empty where it is not known."""
    return names().get(region or "", "")
