"""The changes that are made, and what notices them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutation.areas import AREAS, Area
from tests.mutation.mutants import mutants, mutated
from tests.mutation.trial import Trial, survives

ROOT = Path(__file__).parents[2]
SOURCE = '''
"""Seven days."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    LIMIT = 1
def late(days: int = 7, *, strict: "3" = False) -> "int | 2":
    """More than 7 days."""
    assert days > 0
    log.info("late", days=9)
    for one, other in zip([], [], strict=True):
        raise ValueError(f"{one + 1}")
    return days > 7 and not strict
'''


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "source.py").write_text(SOURCE, encoding="utf-8")
    return str(tmp_path / "source.py")


def test_code_is_changed_and_nothing_that_people_read(file: str) -> None:
    assert [(mutant.first_line, mutant.before, mutant.after) for mutant in mutants(file)] == [
        (6, "False", "True"),
        (6, "7", "8"),
        (12, "return days > 7 and (not strict)", "return None"),
        (12, "days > 7 and (not strict)", "days > 7 or not strict"),
        (12, "days > 7", "days >= 7"),
        (12, "7", "8"),
        (12, "not strict", "not not strict"),
    ]


def test_one_change_is_made_at_a_time(file: str) -> None:
    whole = ast.unparse(ast.parse(SOURCE))
    for mutant in mutants(file):
        changed = ast.unparse(mutated(mutant))
        assert changed != whole
        differing = [
            pair for pair in zip(changed.splitlines(), whole.splitlines(), strict=True) if len({*pair}) == 2
        ]
        assert len(differing) == 1


def test_a_change_survives_where_no_test_minds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ages.py").write_text("def grown(age):\n    return age >= 18\n", encoding="utf-8")
    Path("test_ages.py").write_text(
        "from ages import grown\ndef test_child():\n    assert not grown(3)\ndef test_grown():\n    assert grown(30)\n",
        encoding="utf-8",
    )
    child, both = ("test_ages.py::test_child",), ("test_ages.py::test_grown", "test_ages.py::test_child")
    lives = {
        mutant.after: [survives(Trial(mutant, ((tests, 30),))) for tests in (both, child)]
        for mutant in mutants("ages.py")
    }
    assert lives == {"return None": [False, True], "age > 18": [True, True], "19": [True, True]}


def test_a_change_that_never_ends_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ages.py").write_text("def grown(age):\n    while age == 0:\n        pass\n", encoding="utf-8")
    Path("test_ages.py").write_text(
        "from ages import grown\ndef test_grown():\n    grown(1)\n", encoding="utf-8"
    )
    endless = next(mutant for mutant in mutants("ages.py") if "!=" in mutant.after)
    assert not survives(Trial(endless, ((("test_ages.py::test_grown",), 3),)))


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_every_area_is_where_the_table_says(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert all(any(ROOT.glob(pattern)) for pattern in (*area.sources, *area.without))
    assert sum(len(mutants(file)) for file in area.files()) > 150
    assert all(Path(name).is_dir() for name in area.tests if name.startswith("tests/"))
