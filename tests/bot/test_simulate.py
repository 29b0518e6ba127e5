"""A small town through some weeks, with a house that dies at every other step: what a calm one sends, once."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from bot import log as logs
from bot.devtools.simulate import run


@pytest.fixture(autouse=True)
def _loud_again() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logs.configure()


def test_nothing_is_lost_or_doubled_though_the_house_dies_at_every_other_step() -> None:
    said: list[str] = []
    assert run(8, 40, 3, 2, True, True, said.append) == 0
    found = json.loads(said[0])
    assert found["lost"] == found["doubled"] == 0
    assert found["same_as_undisturbed"]
    assert found["crashes"] >= 10
    assert found["sent"] >= 10
