"""The programme's talks on each kind of database."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.talks import run

TALKS = sorted((Path(__file__).parents[1] / "dialogues").glob("programme-*.yaml"))


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_on_sqlite(file: Path, tmp_path: Path) -> None:
    numbers = count()
    assert run(file, lambda: f"sqlite:///{tmp_path}/{next(numbers)}.db") == []


@pytest.mark.parametrize("file", TALKS, ids=lambda file: file.stem)
def test_on_postgres(file: Path, postgres: Callable[[], str]) -> None:
    assert run(file, postgres) == []
