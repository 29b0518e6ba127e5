"""`yiqi bench flood`, for a moment: normal people are all answered, and nearly all of the flood is refused."""

from __future__ import annotations

import pytest

from bot.devtools.bench.flood import STAGES, measure


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_normal_people_are_answered_while_it_floods() -> None:
    """Whoever of them is refused, or waits twenty seconds, ends it with an error."""
    steps: list[int] = []
    figures = measure(2.5, steps.append)
    assert len(steps) == STAGES
    assert {"p99_before_ms", "p99_beside_ms", "p99_during_ms", "refused", "peak_rss_mb"} <= figures.keys()
    assert figures["streams"] == 400
    assert figures["messages"] >= 50
    assert figures["refused"] > 0
    assert figures["peak_rss_mb"] < figures["rss_before_mb"] * 1.5
