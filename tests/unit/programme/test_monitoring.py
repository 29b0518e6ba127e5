"""Signs of misuse: each at its figure, none below it."""

from decimal import Decimal

import pytest

from programme.monitoring import Watched, signs
from programme.packs.model import Monitoring

RULE = Monitoring("YQ 监测", day_hours=12, low_ratings=2)


@pytest.mark.parametrize(
    ("one", "seen"),
    [
        (Watched("甲"), ()),
        (Watched("甲", longest_day=Decimal(12)), ()),
        (Watched("甲", longest_day=Decimal("12.50")), ("有一天记录了 12.5 小时",)),
        (Watched("甲", low_ratings=1), ()),
        (Watched("甲", low_ratings=2), ("低分评价 2 次",)),
        (Watched("甲", fee_complaints=1), ("被投诉收费 1 次",)),
        (
            Watched("甲", Decimal(13), low_ratings=3, fee_complaints=2),
            ("被投诉收费 2 次", "有一天记录了 13 小时", "低分评价 3 次"),
        ),
    ],
)
def test_what_stands_out(one: Watched, seen: tuple[str, ...]) -> None:
    assert signs(RULE, one) == seen
