"""Questions that are known by their wording: what is one of the kind, and what looks like it and is none."""

from __future__ import annotations

import pytest

from handlers.conversations.activities.trainings import SIGN_UP
from handlers.conversations.diaries.my_progress import MY_PROGRESS
from handlers.conversations.offers.assign import ASSIGN
from handlers.conversations.reports import compared
from handlers.conversations.staff import ranking
from handlers.conversations.titles import at_risk


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("服务最多的专家是谁", True),
        ("哪个站最差", True),
        ("霞山区哪个工作站服务最少", True),
        ("谁最不积极", True),
        ("哪几个站一次都没服务过", True),
        ("做得最好的工作站", True),
        ("哪个区需求最多", False),
        ("哪家企业投诉最多", False),
        ("哪个专家评价最好", False),
        ("最好是下周三上门", False),
    ],
)
def test_who_served_most_or_least(text: str, asked: bool) -> None:
    assert ranking.asks(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("这个月跟上个月比怎么样", True),
        ("比去年多还是少", True),
        ("跟上季度相比呢", True),
        ("霞山区环比数据", True),
        ("上个月数据怎么样", False),
        ("上个月比赛办得怎么样", False),
        ("这周比较忙", False),
    ],
)
def test_one_span_against_another(text: str, asked: bool) -> None:
    assert compared.asks(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("怎么说我们被警告了", True),
        ("怎么才能不被警告", True),
        ("我们会不会被取消资格", True),
        ("多久没日记会被警告", True),
        ("听说要摘牌，是真的吗", True),
        ("警告 李律师 联系不上", False),
        ("我要取消资格", False),
        ("我要申诉，凭什么警告我", False),
        ("客户说会不会取消订单", False),
    ],
)
def test_a_holder_who_fears_a_warning_or_the_loss_of_the_title(text: str, asked: bool) -> None:
    assert at_risk.asks(text) is asked


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("帮我报名12月的培训", True),
        ("下周的培训我们也参加", True),
        ("我想参加月底那场培训", True),
        ("有几个人报名培训", False),
        ("不参加培训", False),
        ("昨天参加了培训", False),
        ("培训报名截止12月8号", False),
    ],
)
def test_somebody_signs_up_for_a_training(text: str, meant: bool) -> None:
    assert SIGN_UP.syntax(text) is meant


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我们站这个月做得咋样", True),
        ("我们今年完成得怎么样", True),
        ("我最近表现如何", True),
        ("我们这个活动做得怎么样才算", False),
        ("我们公司做得怎么样", False),
    ],
)
def test_a_holder_asks_how_it_goes(text: str, asked: bool) -> None:
    assert MY_PROGRESS.syntax(text) is asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("那个水产厂的需求派给谁合适", True),
        ("这条让哪位专家去合适", True),
        ("1号谁来接比较好", True),
        ("派 2 号", True),
        ("谁来接电话", False),
        ("分给谁看过了", False),
    ],
)
def test_whom_a_need_is_to_go_to(text: str, asked: bool) -> None:
    assert ASSIGN.syntax(text) is asked
