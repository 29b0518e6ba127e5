"""Where somebody is says nothing of what they need."""

from __future__ import annotations

import pytest

from matching.whereabouts import without_places


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("地址赤坎区南桥路12号,房东要涨租", "地址，,房东要涨租"),
        ("我在廉江石城镇开店,路由器坏了", "我在，开店,路由器坏了"),
        ("湛江麻章,贷款下不来", "，，,贷款下不来"),
        ("赤坎区修路的工程款收不回来", "，修路的工程款收不回来"),
        ("想找人看合同", "想找人看合同"),
        ("", ""),
    ],
)
def test_places_are_left_out_with_the_street_that_follows(text: str, left: str) -> None:
    assert without_places(text) == left
