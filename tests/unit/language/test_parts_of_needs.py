"""What a need says beside its subject: urgency, whose firm it is, focus groups, and how it is to be served."""

from __future__ import annotations

import pytest

from language import read_need, regions, service_form, urgency
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
    assert urgency.read(normalise(text).text) is True


@pytest.mark.parametrize("text", NOT_URGENT.split())
def test_what_can_wait_is_not(text: str) -> None:
    assert urgency.read(normalise(text).text) is not True


EMERGENCIES = """
昨晚台风把车间顶棚掀了，机器全淋着
冷库进水了，里面都是明天要发的货
暴雨把厂区淹了
公户早上突然被法院冻结，发不出工资
厂里已经停电三天
三天没电了，冻库的虾要坏
师傅操作时手被压伤，工伤送医了
员工从架子上摔下来刚送到医院
法院明天开庭，材料还没准备
刚才来人把两台设备查封了
"""
LONG_PAST_OR_SUPPOSED = """
去年停产了三个月，损失想算一算能不能抵税
上个月停产一周，现在想申请补贴
疫情那几年停产亏了不少，想贷款重新开工
前年台风掀了屋顶，保险公司一直没赔完
如果停电三天造成损失能找供电局吗
怎么预防仓库进水
担心账户被冻结，想提前了解
停产期间工资怎么发
停产一周的损失能不能让供应商赔
"""


@pytest.mark.parametrize("text", EMERGENCIES.split())
def test_an_emergency_is_urgent_without_the_word(text: str) -> None:
    assert read_need(text, deep=False).urgent


@pytest.mark.parametrize("text", LONG_PAST_OR_SUPPOSED.split())
def test_what_is_long_past_or_only_feared_is_not(text: str) -> None:
    assert not read_need(text, deep=False).urgent


@pytest.mark.parametrize(
    "text",
    [
        "想问下发票的事，不急",
        "挺急的，哦不，不着急，您有空再看",
        "慢慢来就行",
        "这事等你们有空再说",
        "想做个抖音账号，什么时候方便都行",
        "没那么急",
        "不太急，下周也可以",
    ],
)
def test_who_says_that_it_can_wait_is_calm(text: str) -> None:
    need = read_need(text, deep=False)
    assert need.calm
    assert not need.urgent


@pytest.mark.parametrize("text", ["不能慢慢来了", "能不急吗", "不急？厂都停产了", "原来不急，现在急了"])
def test_who_only_mentions_waiting_is_not(text: str) -> None:
    assert not read_need(text, deep=False).calm


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
