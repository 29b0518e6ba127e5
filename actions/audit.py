"""The trace that every deed leaves: ids, codes and days in clear, so that a chain can be laid over it; words under seal."""

from __future__ import annotations

import re
from datetime import datetime
from os import urandom
from typing import Any

from sqlalchemy import insert

from programme.audit_chain import SALT_BYTES
from storage.prepared import Prepared
from storage.tables import Audit
from storage.unit_of_work import UnitOfWork

_NOTE = Prepared(lambda dialect: insert(Audit))
_CODE = re.compile(r"[A-Za-z0-9_.:+/-]{0,64}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{7}")
"""A telephone, or what a vendor calls somebody."""


def note(
    work: UnitOfWork, deed: str, subject: str, subject_id: int, by: int | None, now: datetime, **detail: Any
) -> None:
    """Say who (`by`, a person's id; None for the calendar) did what to which row.

    Of the `detail` whatever is more than a figure, a day or a code is sealed: it may be somebody's words, name or number.
    """
    row = {"at": now, "person_id": by, "deed": deed, "subject": subject, "subject_id": subject_id}
    plain = {name: value for name, value in detail.items() if is_plain(value)}
    words = {name: value for name, value in detail.items() if name not in plain}
    _NOTE.run(work.connection, row | {"detail": plain, "words": words or None, "salt": urandom(SALT_BYTES)})


def is_plain(value: Any) -> bool:
    """Whether this says nothing that people have worded, and no telephone: figures, days, codes, and lists of them."""
    if isinstance(value, dict):
        return all(is_plain(one) for one in value.values())
    if isinstance(value, list | tuple):
        return all(is_plain(one) for one in value)
    if isinstance(value, str):
        return bool(_CODE.fullmatch(value)) and not _LONG_NUMBER.search(value)
    return True
