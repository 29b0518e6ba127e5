"""The centre's own goal: so many experts in a county for each station."""

from programme.goal import County, Gap, gaps
from programme.packs.model import Goal

GOAL = Goal("ZJ 一", experts_per_station=3)


def test_the_furthest_from_the_goal_comes_first_and_a_county_without_a_station_is_left_out() -> None:
    counties = [
        County("440881", experts=6, stations=2),
        County("440804", experts=1, stations=1),
        County("440803", experts=1, stations=1),
        County("440811", experts=0, stations=0),
        County("440802", experts=2, stations=3),
    ]
    found = gaps(GOAL, counties)
    assert [(gap.county.region, gap.due, gap.missing) for gap in found] == [
        ("440802", 9, 7),
        ("440803", 3, 2),
        ("440804", 3, 2),
        ("440881", 6, 0),
    ]


def test_more_than_the_goal_is_not_missing() -> None:
    assert Gap(County("440881", experts=9, stations=2), due=6).missing == 0
