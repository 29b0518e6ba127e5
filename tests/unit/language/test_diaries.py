"""Diary messages of our own, each with what must and what must not be read from it."""

from datetime import datetime
from pathlib import Path

import pytest

from language import read_diary

_COLUMNS = 9
_ROWS = [
    (line.split("\t") + [""] * _COLUMNS)[:_COLUMNS]
    for line in (Path(__file__).parent / "diaries.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", _ROWS, ids=[row[2] for row in _ROWS])
def test_a_diary_is_read_as_far_as_it_goes_and_no_further(row: list[str]) -> None:
    said_at, home, message, day, hours, enterprises, form, region, domain = row
    diary = read_diary(message, datetime.fromisoformat(said_at + "+08:00"), home or None)
    assert (diary.date.isoformat() if diary.date else "") == day
    assert diary.hours == (float(hours) if hours else None)
    assert diary.enterprises == (int(enterprises) if enterprises else None)
    assert (diary.form or "") == form
    assert (diary.region or "") == region
    assert not domain or domain in diary.domains
