"""A furnished application, copied for whoever wants to move the furniture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.app import App
from bot.channels.contract import Channel
from bot.channels.sms.settings import SmsSettings
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.opened import open_app
from tests import newest
from tests.handlers.furniture import furnish
from tests.handlers.stage import LETTERS, Stage
from tests.handlers.ways import Places, Way, Ways, walk

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


@pytest.fixture(scope="package")
def another_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Stage]]:
    """Gives stages that look all the same: Monday, 2 March 2026, nine in the morning, everybody there."""
    folder = tmp_path_factory.mktemp("stage")
    stages: list[Stage] = []
    numbers = count()
    first = _app(folder / "furnished.db")
    furnish(first)
    first.close()

    def another(channels: Sequence[Channel] = LETTERS) -> Stage:
        copy = newest.copied(folder / "furnished.db", folder / f"{next(numbers)}.db")
        stages.append(Stage(_app(copy, channels)))
        return stages[-1]

    yield another
    for stage in stages:
        stage.app.close()


@pytest.fixture(scope="package")
def ways(another_stage: Callable[[], Stage]) -> Ways:
    """The way of a form; walking it does deeds, so it is done in another app, which goes when it is walked."""

    def walked(name: str) -> Way:
        with closing(another_stage().app) as app:
            return walk(Stage(app), name)

    return cache(walked)


@pytest.fixture(scope="package")
def places(ways: Ways) -> Places:
    """The questions and the card on a form's way."""
    return lambda name: ways(name).places


@pytest.fixture(scope="package")
def stage(another_stage: Callable[[], Stage]) -> Stage:
    """The one that all tests share that do no deed."""
    return another_stage()


@pytest.fixture(scope="package")
def scratch(another_stage: Callable[[], Stage]) -> Stage:
    """The one that all tests share whose words may do a deed at once."""
    return another_stage()


def _app(file: Path, channels: Sequence[Channel] = LETTERS) -> App:
    """Letters can be sent off, so that what needs e-mail is open; none leaves, and with a vendor's channel nothing is delivered."""
    settings = SmsSettings(vendor="log")
    return open_app(f"sqlite:///{file}", clock=StoppedClock(NOW), channels=channels, sms=settings)
