"""How a service was given, and whether a need can wait: classes of wording, one sentence each."""

from datetime import datetime

import pytest

from language import read_diary, read_need

NOON = datetime.fromisoformat("2026-11-27T12:00+08:00")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("昨天网上帮两家公司看账，一个小时", "online"),
        ("前天给6家企业开网课，讲合同", "online"),
        ("昨天网上开店的事讲了一个小时，三家", None),
        ("昨天电话回访8家，每家一刻钟", "online"),
        ("昨天进驻恒丰注塑，帮着把排产表理顺，五个小时", "offline"),
        ("昨天上午赴德润茶业谈出口备案，两个小时", "offline"),
        ("昨天在镇文化站二楼会议室讲消防，二十家，一个小时", "offline"),
        ("昨天讲消防，二十家，一个小时", None),
        ("昨天电话回访了宏发家具厂，20分钟，社保的事", "online"),
        ("昨天回访了宏发家具厂，20分钟，社保的事", "offline"),
        ("昨天列席了宏发家具厂的股东会，2小时，讲股权", "offline"),
    ],
)
def test_what_was_done_tells_the_form(text: str, form: str | None) -> None:
    assert read_diary(text, NOON).form == form


@pytest.mark.parametrize(
    "text",
    [
        "后天就过答辩期了，材料还缺两份",
        "债权申报期明天就到，材料没齐",
        "申报系统今晚关闭，一直传不上去",
        "银行刚把我们基本户冻结了，工资发不出",
        "台风把厂房屋顶掀了",
        "仓库停电两天了，货要坏了",
        "小程序一到中午就卡死，快找个懂软件的",
        "礼拜五就截止，材料看不懂",
        "消防明天来复查，不知道怎么准备",
        "厂里突然停电，冷库的货怎么办",
        "刚接到稽查通知，让三天内交资料",
    ],
)
def test_cannot_wait(text: str) -> None:
    assert read_need(text, deep=False).urgent


@pytest.mark.parametrize(
    "text",
    [
        "县应急局要我们写预案，找谁",
        "应急照明总是误报，求选型建议",
        "泄漏检测传感器选哪种",
        "需求：环评变更；紧急程度：一般",
        "隔壁挖地基震裂了我们车间，停产三天的损失能找他们要吗",
        "粉尘有爆炸隐患，想做一次评估",
        "想搞外卖，唔急",
        "前年仓库失火，保险只赔一半，还能再要吗",
        "供应商给的型号停产了，换哪种替代",
    ],
)
def test_can_wait(text: str) -> None:
    assert not read_need(text, deep=False).urgent


def test_a_line_of_machines_is_no_way_of_serving() -> None:
    assert read_need("突然断水，线上的料要报废", deep=False).form is None
    assert read_need("能不能线上讲讲水电费", deep=False).form == "online"


def test_whose_home_it_is_is_no_name() -> None:
    assert read_need("家里厂子做五金的，孩子要接班，怎么弄", deep=False).enterprise is None
