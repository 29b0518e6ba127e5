"""Every file of `tests/payloads/rosters`: each row is right, or comes back with its reason; what is no roster says why."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import SHANGHAI
from documents.rosters.entries import Entry
from documents.rosters.errors import NotARoster
from documents.rosters.reading import read
from tests.payloads.rosters.cases import CASES, Back, Case, Went

FILES = Path(__file__).parents[1] / "payloads" / "rosters"
NOW = datetime(2026, 11, 29, 12, tzinfo=SHANGHAI)
READ = [case for case in CASES if not case.refused]


def _state(entry: Entry) -> str:
    if entry.wrong or entry.doubts:
        return "wrong" if entry.wrong else "doubtful"
    return "same" if entry.repeats else "new"


def _check(entry: Entry, wanted: Went | Back) -> None:
    assert entry.number == wanted.row, entry
    if isinstance(wanted, Back):
        assert (_state(entry), wanted.why in entry.why) == (wanted.state, True), entry
        return
    assert _state(entry) == wanted.state, entry
    assert {name: entry.values.get(name) for name in wanted.values} == wanted.values, entry


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_each_row_is_right_or_comes_back_with_its_reason(case: Case) -> None:
    entries = list(read((FILES / case.name).read_bytes(), case.kind, "440800", NOW).entries)
    assert len(entries) == len(case.rows), entries
    for entry, wanted in zip(entries, case.rows, strict=True):
        _check(entry, wanted)


@pytest.mark.parametrize("case", [case for case in CASES if case.refused], ids=lambda case: case.name)
def test_what_is_no_roster_says_why(case: Case) -> None:
    with pytest.raises(NotARoster) as refused:
        list(read((FILES / case.name).read_bytes(), case.kind, "440800", NOW).entries)
    assert refused.value.code == case.refused
    assert str(refused.value).endswith("。")


def test_there_are_forty_at_least_and_no_file_is_forgotten() -> None:
    there = {
        file.name for file in FILES.iterdir() if file.suffix not in (".py", "") and file.name != "__pycache__"
    }
    assert there == {case.name for case in CASES}
    assert len(CASES) >= 40
