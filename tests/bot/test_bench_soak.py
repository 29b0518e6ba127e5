"""`yiqi bench soak`, for a moment: people come, are answered and go, and the memory is looked at sixty times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.devtools.bench.soak import SAMPLES, measure, slope


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_people_come_and_go_and_nobody_is_refused() -> None:
    steps: list[int] = []
    figures = measure(20, steps.append)
    assert len(steps) == SAMPLES
    assert figures["refused"] == 0
    assert figures["messages"] >= 20
    assert figures["peak_rss_mb"] >= figures["rss_end_mb"] > 0


@given(st.integers(-50, 50), st.integers(0, 1000))
def test_the_slope_is_that_of_the_line_which_the_points_lie_on(growth: int, start: int) -> None:
    points = [(float(at), start + growth * at / 3600) for at in range(0, 3600, 60)]
    assert slope(points) * 3600 == pytest.approx(growth, abs=1e-6)
