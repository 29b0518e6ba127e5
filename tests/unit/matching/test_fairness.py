"""Work is shared among equals, those short of their duty are asked more, and new ones get their chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import median

from matching.facts import Profile
from matching.ranking import rank
from tests.unit.matching.people import NEAR, NEED, TODAY, index_of

KNOWS = NEAR._replace(specialities="劳动合同、双倍工资", last_served=TODAY)


def asked(experts: Sequence[Profile], needs: int, *, served: bool = True) -> Counter[int]:
    """Who is first for so many needs; who is gets two hours and a day's rest behind them, unless not `served`."""
    now = {one.expert_id: one for one in experts}
    found: Counter[int] = Counter()
    for number in range(needs):
        today = TODAY + timedelta(days=number // 4)
        first = rank(index_of(now.values()), replace(NEED, need_id=number, today=today))[0].expert_id
        found[first] += 1
        if served:
            now[first] = now[first]._replace(hours=now[first].hours + 2, last_served=today)
    return found


def gini(shares: Sequence[int]) -> float:
    ordered, count = sorted(shares), len(shares)
    weighted = sum((place + 1) * share for place, share in enumerate(ordered))
    return 2 * weighted / (count * sum(ordered)) - (count + 1) / count


def test_eight_alike_share_evenly() -> None:
    alike = [KNOWS._replace(expert_id=n, rated=6, stars=4.6, asked=7, accepted=7) for n in range(1, 9)]
    assert gini([asked(alike, 80)[n] for n in range(1, 9)]) <= 0.05


def test_who_is_short_of_hours_is_asked_more() -> None:
    behind, ahead = (
        KNOWS._replace(expert_id=n, rated=6, stars=4.6, hours=hours) for n, hours in ((1, 0), (2, 14))
    )
    found = asked([behind, ahead], 12, served=False)
    assert found[1] > found[2]


def test_one_with_twenty_fives_does_not_get_it_all_beside_new_ones() -> None:
    star = KNOWS._replace(expert_id=1, rated=20, stars=5.0, hours=12, asked=20, accepted=16)
    new = [KNOWS._replace(expert_id=n, hours=12) for n in range(2, 9)]
    found = asked([star, *new], 60, served=False)
    assert found[1] <= 3 * median(found[n] for n in range(1, 9))
    assert min(found[n] for n in range(2, 9)) >= 3


def test_the_same_numbers_are_tried_each_time() -> None:
    new = [KNOWS._replace(expert_id=n) for n in range(1, 9)]
    assert asked(new, 20, served=False) == asked(new, 20, served=False)
