"""Every talk in this folder behaves as its lines say; read the YAML, it is meant for officers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.devtools.replay.files import run
from tests import newest

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared" / "dialogues"
TALKS = sorted([*HERE.glob("*.yaml"), *SHARED.glob("*.yaml")])
ALSO_ON_POSTGRES = (
    "urgent-first-wins",
    "newcomer-posts",
    "redelivered",
    "rating-low",
    "diary-take-back",
    "full-after-all",
    "diary-take-back-when-full",
)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_the_talk_goes_as_written(talk: Path, tmp_path: Path) -> None:
    numbers = count()
    assert run(talk, lambda: newest.sqlite(tmp_path / f"{next(numbers)}.db")) == []


@pytest.mark.parametrize("name", ALSO_ON_POSTGRES)
def test_the_talk_goes_the_same_on_postgresql(name: str, postgres: Callable[[], str]) -> None:
    assert run(HERE / f"{name}.yaml", postgres) == []
