"""Floors over messages that were written before the readers' answers to them were seen.

First measured, before anything was changed for them: diary rows right 0.67, needs under an accepted domain
0.80 (0.87 with sentence vectors). Since then classes of fault were mended by rules, so the rows are no longer
unseen; a few expectations stay arguable and are left as written.
"""

from datetime import datetime
from pathlib import Path

from language import read_diary, read_need, regions

_CODES = {regions.full_name(code): code for code in regions.names()} | {"": None}


def _rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


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


def test_diaries() -> None:
    assert _share([_diary_right(row) for row in _rows("heldout_diaries.tsv")]) >= 0.86


def test_needs() -> None:
    rows = _rows("heldout_needs.tsv")
    read = [read_need(row[1], row[0] or None, deep=False) for row in rows]
    filed = [need.domain in (row[2], *row[3].split()) for need, row in zip(read, rows, strict=True)]
    assert _share(filed) >= 0.88
    assert _share([need.urgent is bool(row[5]) for need, row in zip(read, rows, strict=True)]) >= 0.97
    assert _share([(need.phone or "") == row[8] for need, row in zip(read, rows, strict=True)]) == 1
