"""`yiqi bench kills`, for a few: processes forked from a warmed one are killed amid their work, and nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.devtools.crash_test.run import crash_test


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("on_postgresql", [False, True], ids=["sqlite", "postgresql"])
def test_killed_amid_their_work(on_postgresql: bool, postgres: Callable[..., str]) -> None:
    """Two of three kills at least come after a message was taken by the process that was begun anew."""
    killed: list[int] = []
    figures = crash_test(6, postgres() if on_postgresql else None, 1, killed.append)
    assert len(killed) == 6
    assert figures["mid_way"] >= 4
    assert (figures["lost"], figures["doubled"], figures["wrong"]) == (0, 0, 0)
    assert figures["messages"] > 0
