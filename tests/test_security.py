"""Each of the thirteen points of security names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
POINTS = dict(
    re.findall(r"^\| (\d+) \| (.*) \|$", (ROOT / "docs" / "security.md").read_text("utf-8"), re.MULTILINE)
)


def test_there_are_thirteen() -> None:
    assert [int(number) for number in POINTS] == list(range(1, 14))


@pytest.mark.parametrize("number", POINTS)
def test_the_tests_of_a_point_are_there(number: str) -> None:
    named = re.findall(r"`(tests/[^`]+)`", POINTS[number])
    assert named
    for one in named:
        file, _, test = one.partition("::")
        assert f"def {test}(" in (ROOT / file).read_text("utf-8") if test else (ROOT / file).is_file(), one
