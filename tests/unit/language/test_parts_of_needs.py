"""What a need says beside its subject: urgency, whose firm it is, focus groups, and how it is to be served."""

from __future__ import annotations

import pytest

from language import read_need, regions, service_form
from language.needs import is_urgent
from language.normalise import normalise

URGENT = """
急 尽快 限三天 还有两天 最后一天 只剩1天 24小时内 明天开庭 后天要交货 下午检查组来 周五截止 停产了 起火 受伤 货柜在港口被扣 不着急，尽快
起火了，着急
"""
NOT_URGENT = (
    "不急 不着急 没那么急 急救 马上到账 有期最后一天 急需人才 受伤了，谁赔 要是停电了 下个月开庭 明天再说"
)


@pytest.mark.parametrize("text", URGENT.split())
def test_what_cannot_wait_is_urgent(text: str) -> None:
    assert is_urgent(normalise(text).text)


@pytest.mark.parametrize("text", NOT_URGENT.split())
def test_what_can_wait_is_not(text: str) -> None:
    assert not is_urgent(normalise(text).text)


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("我是退伍军人想开店", ("veteran",)),
        ("当了五年兵，想创业", ("veteran",)),
        ("宝妈创业", ("woman",)),
        ("残疾人想创业", ("disabled",)),
        ("应届毕业生开奶茶店", ("graduate",)),
        ("女老板，退役军人，想贷款", ("veteran", "woman")),
        ("我们是专精特新企业，想融资", ("srdi",)),
        ("我们企业是国家级小巨人，要上市", ("srdi",)),
        ("想申报专精特新", ()),
        ("专精特新怎么申请", ()),
        ("想招退伍军人", ()),
        ("安置残疾人", ()),
        ("雇了残疾人员工", ()),
        ("应届毕业生员工怎么管", ()),
        ("当了兵", ()),
    ],
)
def test_focus_marks_what_the_asker_is(text: str, focus: tuple[str, ...]) -> None:
    assert read_need(text, deep=False).focus == focus


@pytest.mark.parametrize(
    ("text", "enterprise"),
    [
        ("我是湛江海韵水产有限公司的", "湛江海韵水产有限公司"),
        ("鼎盛贸易想贷款", "鼎盛贸易"),
        ("供应商鼎盛贸易欠我钱", None),
        ("起诉湛江海韵水产有限公司", None),
        ("湛江海韵水产有限公司欠款不还", None),
        ("隔壁鼎盛贸易开业", None),
        ("给鼎盛贸易供货", None),
    ],
)
def test_the_firm_is_the_askers_own(text: str, enterprise: str | None) -> None:
    assert read_need(text, deep=False).enterprise == enterprise


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("线上", "online"),
        ("打电话问了厂里的事", "online"),
        ("电话里说厂里漏水", "online"),
        ("上门", "offline"),
        ("去佛冈讲课", "offline"),
        ("到赤坎", "offline"),
        ("从赤坎", None),
        ("线上和上门", None),
        ("讲线上推广", None),
        ("发微信：abcde123", None),
        ("电话13800000000", None),
    ],
)
def test_how_it_was_served(text: str, form: str | None) -> None:
    plain = normalise(text).text
    assert service_form.read(plain, regions.mentions(plain)) == form


def test_a_need_of_nothing_says_nothing() -> None:
    need = read_need("", deep=False)
    assert need.domain == "other"
    assert (need.also, need.focus) == ((), ())
    assert need.region is need.form is need.enterprise is need.phone is None
    assert not need.urgent
