"""Which services a message rates."""

from __future__ import annotations

import pytest

from handlers.conversations.diaries.marks import marks
from storage.queries.needs import NeedFacts


def _need(number: int, text: str, domain: str, expert: str) -> NeedFacts:
    return NeedFacts(
        number,
        1,
        1,
        "湛江蓝湾海鲜加工厂",
        text,
        domain,
        (),
        "440802",
        False,
        None,
        (),
        "served",
        number,
        expert,
    )


LAW = _need(1, "客户拖了我们十八万货款不给，合同纠纷", "law", "李敏")
TAX = _need(2, "小规模转一般纳税人开票税率怎么算", "tax", "陈刚")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("李律师五分，陈会计三分", [(1, 5), (2, 3)]),
        ("陈会计三分李律师五分", [(2, 3), (1, 5)]),
        ("五分给李律师，三分给陈会计", [(1, 5), (2, 3)]),
        ("给李律师打5分 陈会计打4分", [(1, 5), (2, 4)]),
        ("李敏讲得很好，给五分；陈刚一般，3分", [(1, 5), (2, 3)]),
        ("李律师和陈会计都五分", [(1, 5), (2, 5)]),
        ("都给五分", [(1, 5), (2, 5)]),
        ("律师五分，会计三分", [(1, 5), (2, 3)]),
        ("合同那次三分，开票那次四分", [(1, 3), (2, 4)]),
        ("上次讲合同的那位五分", [(1, 5)]),
        ("税务那位给四星", [(2, 4)]),
        ("2号需求4分", [(2, 4)]),
        ("李律师⭐⭐⭐⭐⭐", [(1, 5)]),
        ("陈会计很耐心", [(2, None)]),
        ("王教授五分", [("王教授", 5)]),
        ("五分", []),
        ("老师讲得很好，满分", []),
        ("谢谢，5分", []),
    ],
)
def test_who_gets_what(text: str, found: list[tuple[int | str, int | None]]) -> None:
    rated = marks(text, [LAW, TAX])
    assert [(one.needs[0] if one.needs else one.who, one.stars) for one in rated] == found


def test_of_two_services_of_one_expert_neither_is_guessed() -> None:
    again = _need(3, "员工没签合同要双倍工资", "law", "李敏")
    assert [one.needs for one in marks("李律师五分", [LAW, again])] == [(1, 3)]
