"""Every row of the register that the programme answers to has a talk that shows it, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "requirements.md"
ROWS = [
    (row, [talk.strip() for talk in talks.split(",")])
    for row, talks in re.findall(
        r"^\| (S\d+\.\d+) \|[^|]*\|([^|]*)\|$", TABLE.read_text("utf-8"), re.MULTILINE
    )
]


def named_in(talk: str) -> set[str]:
    """The rows that the comments of a talk name."""
    lines = (HERE / f"{talk}.yaml").read_text("utf-8").splitlines()
    return {row for line in lines if line.startswith("# ") for row in re.findall(r"S\d+\.\d+", line)}


@pytest.mark.parametrize(("row", "talks"), ROWS, ids=[row for row, _ in ROWS])
def test_the_talks_of_a_row_are_there_and_name_it(row: str, talks: list[str]) -> None:
    assert talks != [""]
    assert [talk for talk in talks if row not in named_in(talk)] == []


def test_no_row_stands_twice() -> None:
    rows = [row for row, _ in ROWS]
    assert sorted(rows) == sorted(set(rows))


def test_every_row_that_a_talk_names_has_the_talk() -> None:
    listed = {(row, talk) for row, talks in ROWS for talk in talks}
    named = {(row, file.stem) for file in HERE.glob("*.yaml") for row in named_in(file.stem)}
    assert named - listed == set()


def test_every_talk_of_the_programme_stands_in_the_table() -> None:
    listed = {talk for _, talks in ROWS for talk in talks}
    assert {file.stem for file in HERE.glob("programme*-*.yaml")} <= listed
