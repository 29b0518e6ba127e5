"""The office for which a paper is made: whose jurisdiction, which centre signs, who asked, when; and what becomes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from actions.audit import note
from actions.settings.house import centre_for
from documents.media import CSV, DOCX, JSON, PDF, XLSX, ZIP
from programme.centres import Centre
from programme.packs import RulePack
from storage.unit_of_work import UnitOfWork

_NO_NAME = re.compile(r'[\\/:*?"<>|\s]')
LONGEST = 40
TYPES = {"docx": DOCX, "xlsx": XLSX, "csv": CSV, "pdf": PDF, "json": JSON, "html": "text/html", "zip": ZIP}
NOBODY = Centre("000000", "")


class NothingToExport(Exception):
    """There is nothing that the paper could say; `str()` says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as a file; `rows` is what it counts, where it is a list; `remark`: what whoever asked must know of it."""

    content: bytes
    name: str
    rows: int = 0
    remark: str = ""

    @property
    def media_type(self) -> str:
        return TYPES[self.name.rpartition(".")[2]]


def in_a_name(text: str) -> str:
    """What somebody has written, as a part of a file's name."""
    return _NO_NAME.sub("", text)[:LONGEST]


@dataclass(frozen=True, slots=True)
class Office:
    """`region`: the jurisdiction (GB/T 2260); `by`: the person who asked, None for the command line.

    Whoever makes one has checked the right.
    """

    work: UnitOfWork
    region: str
    rules: RulePack
    by: int | None
    now: datetime

    @property
    def centre(self) -> Centre:
        """The centre that signs; one without a name where the settings name none."""
        return centre_for(self.work, self.rules, self.region) or NOBODY

    def over(self, region: str) -> Office:
        """The same office, for a place of its jurisdiction."""
        return replace(self, region=region)

    def exported(self, what: str, subject: int = 0, **detail: Any) -> None:
        """The trace that a paper went out: which, about what, to whom."""
        note(self.work, "export_paper", what, subject, self.by, self.now, region=self.region, **detail)
