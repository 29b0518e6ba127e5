"""Floors over messages that were written before the readers' answers to them were seen.

Each set was measured once before anything was mended for it, and the last ones also with the readers as they had
been before: diary rows right 0.67, then 0.54, then 0.64 (the older readers: 0.56), then 0.58, for the seven sets
after those 0.80, 0.73, 0.63, 0.74, 0.87, 0.86, 0.90, and for the last three 0.82, 0.78, 0.83;
needs under an accepted domain without sentence vectors 0.80,
0.84, 0.79 (the older readers: 0.72), the third set being written to be hard, and for the four after those 0.94, 0.87,
0.94, 0.92 (the older readers: 0.94, 0.88, 0.91, 0.87). Since then classes of fault were mended by rules, so the rows
are no longer unseen; a few expectations stay arguable and are left as written.
"""

from datetime import datetime
from pathlib import Path

import pytest

from language import read_diary, read_need, regions

_CODES = {regions.full_name(code): code for code in regions.names()} | {"": None}
_COLUMNS = 10


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [[cell.strip() for cell in row + [""] * _COLUMNS][:_COLUMNS] for row in rows]


def _diary_right(row: list[str]) -> bool:
    said_at, home, message, day, hours, enterprises, named, domains, form, region = row
    read = read_diary(message.replace("\\n", "\n"), datetime.fromisoformat(said_at + "+08:00"), home or None)
    told = domains.split()
    return (
        (read.date.isoformat() if read.date else "") == day
        and read.hours == (float(hours) if hours else None)
        and read.enterprises == (int(enterprises) if enterprises else None)
        and (not named or set(read.names) == set(named.split()))
        and (not told or told[0] in read.domains or bool({*read.domains[:1]} & {*told}))
        and (read.form or "") == form
        and read.region == _CODES[region]
    )


def _share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("heldout_diaries.tsv", 0.94),
        ("unseen_diaries.tsv", 0.94),
        ("unseen_diaries_2.tsv", 0.88),
        ("unseen_diaries_3.tsv", 0.92),
        ("unseen_diaries_4.tsv", 0.75),
        ("unseen_diaries_5.tsv", 0.9),
        ("unseen_diaries_6.tsv", 0.9),
        ("unseen_diaries_7.tsv", 0.78),
        ("unseen_diaries_8.tsv", 0.9),
        ("unseen_diaries_9.tsv", 0.92),
        ("unseen_diaries_10.tsv", 0.92),
        ("unseen_diaries_11.tsv", 0.92),
        ("unseen_diaries_12.tsv", 0.95),
        ("unseen_diaries_13.tsv", 0.95),
        ("unseen_diaries_14.tsv", 0.92),
    ],
)
def test_diaries(name: str, floor: float) -> None:
    assert _share([_diary_right(row) for row in _rows(name)]) >= floor


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("heldout_needs.tsv", 0.92),
        ("unseen_needs.tsv", 0.90),
        ("unseen_needs_2.tsv", 0.86),
        ("unseen_needs_3.tsv", 0.91),
        ("unseen_needs_4.tsv", 0.91),
        ("unseen_needs_5.tsv", 0.93),
        ("unseen_needs_6.tsv", 0.93),
    ],
)
def test_needs(name: str, floor: float) -> None:
    rows = _rows(name)
    read = [read_need(row[1].replace("\\n", "\n"), row[0] or None, deep=False) for row in rows]
    pairs = list(zip(read, rows, strict=True))
    filed = [need.domain in (row[2], *row[3].split()) for need, row in pairs]
    assert _share(filed) >= floor
    assert _share([right for need, right in zip(read, filed, strict=True) if need.sure]) >= floor + 0.03
    assert _share([need.urgent is bool(row[5]) for need, row in pairs]) >= 0.97
    assert _share([need.region == _CODES[row[4]] for need, row in pairs]) >= 0.97
    assert _share([(need.phone or "") == row[8] for need, row in pairs]) == 1
