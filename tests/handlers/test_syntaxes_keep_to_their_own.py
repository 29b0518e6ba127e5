"""Sentences of one's own business that sound like an entry's: no entry takes them."""

from __future__ import annotations

import pytest

from handlers.conversations.diaries.firm_says import HOURS_WRONG
from handlers.conversations.needs.withdraw import KEEP
from handlers.conversations.offers.in_touch import SAID_SO
from handlers.conversations.offers.my_services import WHEN
from handlers.engine.form import Command


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (HOURS_WRONG, "员工加班时长不对，工资少算了怎么办"),
        (HOURS_WRONG, "考勤机记的时间不对，工人闹着要加班费"),
        (HOURS_WRONG, "电表记的时间有问题"),
        (HOURS_WRONG, "会计把工人的工作时长记错了"),
        (KEEP, "对方不撤诉怎么办"),
        (KEEP, "合伙人不撤资怎么办"),
        (KEEP, "怎么还不撤"),
        (KEEP, "为什么不撤"),
        (WHEN, "合同上约定了三年，对不对"),
        (WHEN, "大约三万块对吧"),
        (WHEN, "违约金上午9点交是不是"),
        (WHEN, "签约那天变了没有"),
        (SAID_SO, "供应商已经联系上了"),
        (SAID_SO, "老客户联系上了"),
        (SAID_SO, "帮他和银行联系上了"),
    ],
)
def test_what_is_of_ones_own_business_is_no_entry(entry: Command, text: str) -> None:
    assert not entry.syntax(text)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (HOURS_WRONG, "把时长改一下，陈会计只有一个小时"),
        (HOURS_WRONG, "109号时长不对，没那么多"),
        (HOURS_WRONG, "苏律师记的时长不对"),
        (HOURS_WRONG, "专家记的时长不对"),
        (KEEP, "不要撤，我哪条都不撤"),
        (KEEP, "不撤回"),
        (KEEP, "我没说要撤"),
        (KEEP, "别给我撤了"),
        (WHEN, "周三下午三点我记得，是不是"),
        (WHEN, "那个约还算数吗，周三还是周四"),
        (WHEN, "我们约的时间变了没有"),
        (SAID_SO, "彭工那边已经联系上了"),
        (SAID_SO, "陈会计那边已经联系上了，昨天"),
    ],
)
def test_what_is_of_a_service_is(entry: Command, text: str) -> None:
    assert entry.syntax(text)
