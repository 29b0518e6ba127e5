"""A scene of one's own for each refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.handlers.refusals.scene import Scene
from tests.handlers.stage import Stage


@pytest.fixture
def scene(another_stage: Callable[[], Stage]) -> Scene:
    """Monday, 2 March 2026, nine in the morning, everybody there."""
    return Scene(another_stage())
