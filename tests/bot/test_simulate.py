"""A small town through some weeks, with an application that dies at every other step: what a calm one sends, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from bot import log as logs
from bot.devtools.simulate.run import simulate
from bot.devtools.simulate.world import steps_of


@pytest.fixture(autouse=True)
def _loud_again() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logs.configure()


def test_nothing_is_lost_or_doubled_though_the_application_dies_at_every_other_step() -> None:
    steps: list[int] = []
    found = simulate(8, 40, 3, 2, True, steps.append)
    assert sum(steps) == 2 * steps_of(8)
    assert found["lost"] == found["doubled"] == 0
    assert found["past_limits"] == found["in_silence"] == found["unlisted"] == 0
    assert found["same_as_undisturbed"]
    assert found["crashes"] >= 10
    assert found["sent"] >= 10


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(1, 11))
def test_a_disturbed_year_keeps_to_its_limits_and_leaves_nobody_waiting(seed: int) -> None:
    found = simulate(400, 100, seed, 7, False, lambda steps: None)
    broken = ("lost", "doubled", "past_limits", "in_silence", "unlisted")
    assert {what: found[what] for what in broken} == dict.fromkeys(broken, 0), found["broken"]
