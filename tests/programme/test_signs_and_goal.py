"""What asks staff for a look, and how counties stand against the centre's own goal."""

from __future__ import annotations

from decimal import Decimal

import pytest

from programme.goal import County, gaps
from programme.monitoring import Watched, signs
from programme.packs.model import Goal, Monitoring

RULE = Monitoring("YQ 监测", day_hours=10, low_ratings=3)


@pytest.mark.parametrize(
    ("watched", "found"),
    [
        (Watched("李律师"), ()),
        (Watched("李律师", longest_day=Decimal(10), low_ratings=2), ()),
        (Watched("李律师", longest_day=Decimal("10.5")), ("有一天记录了 10.5 小时",)),
        (Watched("李律师", low_ratings=3), ("低分评价 3 次",)),
        (Watched("李律师", Decimal(11), 4, 1), ("被投诉收费 1 次", "有一天记录了 11 小时", "低分评价 4 次")),
    ],
)
def test_only_what_passes_the_bounds_stands_out(watched: Watched, found: tuple[str, ...]) -> None:
    assert signs(RULE, watched) == found


def test_the_county_furthest_from_the_goal_comes_first_and_one_without_a_station_not_at_all() -> None:
    counties = [
        County("440802", experts=9, stations=2),
        County("440803", experts=40, stations=3),
        County("440804", experts=0, stations=0),
        County("440811", experts=9, stations=2),
        County("440881", experts=1, stations=2),
    ]
    found = gaps(Goal("ZJ 一", experts_per_station=10), counties)
    assert [(gap.county.region, gap.due, gap.missing) for gap in found] == [
        ("440881", 20, 19),
        ("440802", 20, 11),
        ("440811", 20, 11),
        ("440803", 30, 0),
    ]
