"""Talks of the programme that lean on dates, locks or JSON go the same on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.devtools.replay.files import run

FOLDER = Path(__file__).parents[1] / "dialogues"
TALKS = (
    "objection-dismissed",
    "complaint-and-revocation",
    "renew",
    "warning-lifted",
    "hebei",
    "monitoring",
    "training",
    "event-breaks-silence",
)


@pytest.mark.parametrize("name", TALKS)
def test_the_talk_goes_the_same_on_postgresql(name: str, postgres: Callable[[], str]) -> None:
    assert run(FOLDER / f"programme-{name}.yaml", postgres) == []
