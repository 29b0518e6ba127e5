"""A scene of one's own for each refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.channels.sms.settings import SmsSettings
from bot.clock import StoppedClock
from bot.devtools.opened import open_app
from tests import newest
from tests.handlers.conftest import NOW
from tests.handlers.refusals.furniture import furnish
from tests.handlers.refusals.scene import Scene
from tests.handlers.stage import Stage


@pytest.fixture
def scene(another_stage: Callable[[], Stage]) -> Scene:
    """Monday, 2 March 2026, nine in the morning, everybody there."""
    return Scene(another_stage())


@pytest.fixture(scope="package")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one person of each role."""
    file = tmp_path_factory.mktemp("refusals") / "furnished.db"
    app = open_app(newest.sqlite(file), clock=StoppedClock(NOW))
    furnish(app)
    app.close()
    return file


@pytest.fixture
def small_scene(furnished: Path, tmp_path: Path) -> Iterator[Scene]:
    """The same day, with one person of each role and none of the titles' and applications' business."""
    copy = newest.copied(furnished, tmp_path / "scene.db")
    app = open_app(f"sqlite:///{copy}", clock=StoppedClock(NOW), sms=SmsSettings(vendor="log"))
    yield Scene(Stage(app))
    app.close()
