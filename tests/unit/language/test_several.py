"""Messages that tell of several services, and some that only sound so; every second row was held out."""

from datetime import datetime
from pathlib import Path

import pytest

from language import Diary, read_diaries

_LINES = (Path(__file__).parent / "several.tsv").read_text(encoding="utf-8").splitlines()
_ROWS = [line.split("\t") for line in _LINES if not line.startswith("#")]
_ARGUABLE = {"三月八号妇女节"}
"""改账号 does not say whose accounts: the talk asks for the subject, which is as well."""


def _is(entry: Diary, told: str) -> bool:
    day, hours, enterprises, domains = told.split("|")
    return (
        (entry.date.isoformat() if entry.date else "") == day
        and entry.hours == float(hours)
        and entry.enterprises == int(enterprises)
        and bool({*entry.domains} & {*domains.split(",")})
    )


@pytest.mark.parametrize("row", _ROWS, ids=[row[2] for row in _ROWS])
def test_each_service_becomes_an_entry(row: list[str]) -> None:
    said_at, home, message, *services = row
    entries = read_diaries(message.replace("\\n", "\n"), datetime.fromisoformat(said_at + "+08:00"), home)
    assert len(entries) == len(services)
    if message[:7] not in _ARGUABLE:
        assert all(map(_is, entries, services))
