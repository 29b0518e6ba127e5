"""What a message is about, which houses it speaks of, and where things stand in it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from language import contacts, dates, domains, enterprise_names, subjects, topics
from language.normalise import normalise

MORNING = datetime(2026, 3, 4, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("text", "codes", "guessed"),
    [
        ("讲专利申请", ("ip",), False),
        ("讲融资贷款", ("finance",), False),
        ("给三家厂讲税务和合同", ("tax",), False),
        ("讲税务和劳动合同", ("tax", "hr"), False),
        ("讲专利、融资贷款、劳动合同", ("finance",), False),
        ("聊养虾的事情和卖虾,讲怎么腌制虾", ("startup",), True),
        ("聊怎么和隔壁谈,今天怎么把店开好", ("marketing",), True),
        ("讲怎么把虾养好", (), True),
        ("聊怎么找人干活", ("hr", "management"), True),
        ("讲怎么防着别人学样", ("ip", "risk"), True),
        ("聊了天气", (), True),
        ("昨天", (), True),
        ("", (), True),
    ],
)
def test_the_domains_of_a_service(text: str, codes: tuple[str, ...], guessed: bool) -> None:
    assert topics.of_diary(normalise(text).text) == (codes, guessed)


def test_each_term_counts_once_and_the_first_named_comes_first() -> None:
    assert domains.evidence("融资融资专利") == {"finance": 3.0, "ip": 3.0}
    assert domains.evidence("") == {}
    assert domains.order_of_mention("专利融资专利") == ["ip", "finance"]
    assert domains.label("ip") == "产权保护"


def test_when_a_domain_is_sure_and_what_fits_beside_it() -> None:
    assert topics.is_sure((("law", 0.65),))
    assert not topics.is_sure((("law", 0.649),))
    assert topics.beside((("law", 0.5), ("hr", 0.07), ("tax", 0.069), ("ip", 0.5))) == ("hr",)
    assert topics.beside((("law", 0.5), ("other", 0.4), ("tax", 0.08))) == ("tax",)
    assert topics.beside((("law", 1.0),)) == ()


@pytest.mark.parametrize(
    ("text", "left", "talks"),
    [
        ("讲广州展会", "讲    ", [(1, 5)]),
        ("教他们用钉钉打卡", "教  用    ", []),
        ("选远程抄表", "   抄表", []),
        ("帮一家准备搬去园区的五金厂算税", "帮         五金厂算税", []),
        ("讲社保线上", "讲  线上", [(1, 3)]),
        ("辅导线上推广,1小时", "辅导    ,1小时", []),
        ("上门", "上门", []),
    ],
)
def test_subjects_are_blanked_where_they_stand(text: str, left: str, talks: list[tuple[int, int]]) -> None:
    assert subjects.without(text) == left
    assert subjects.of_talks(text) == talks


@pytest.mark.parametrize(
    ("text", "named", "houses", "ringing"),
    [
        ("给鼎盛贸易和宏发家具讲税", ["鼎盛贸易", "宏发家具"], [], [True, True]),
        ("走访蓝湾海鲜加工厂", ["蓝湾海鲜加工厂"], ["海鲜加工厂"], [True]),
        ("坡头纸箱厂", ["坡头纸箱厂"], ["纸箱厂"], [False]),
        ("企业名称:湛江海韵水产有限公司,对接人", ["湛江海韵水产有限公司"], ["水产有限公司"], [True]),
        ("给“阿标”讲课", ["阿标"], [], [False]),
        ("服务3家:宏发、鼎盛、蓝湾,讲税", ["宏发", "鼎盛", "蓝湾"], [], [False] * 3),
        ("服务3家:鞋厂、湛江、墨香斋,讲税", ["墨香斋"], ["鞋厂"], [True]),
        ("企业名称:给力科技、到家服务,", ["给力科技", "到家服务"], [], [True, False]),
        ("给宁兴电机和海伦服饰讲税", ["宁兴电机", "海伦服饰"], [], [True, False]),
        ("守在海丰冷藏", ["海丰冷藏"], [], [False]),
        ("给海伦服饰讲税", [], [], []),
        ("给塑料鞋厂讲课", [], ["塑料鞋厂"], []),
        ("一家服装厂", [], ["服装厂"], []),
        ("去软件公司", [], ["软件公司"], []),
        ("高碑店", [], [], []),
        ("", [], [], []),
    ],
)
def test_names_and_houses(text: str, named: list[str], houses: list[str], ringing: list[bool]) -> None:
    found = enterprise_names.mentions(text)
    assert [text[one.start : one.end] for one in found] == named
    assert [text[one.start : one.end] for one in enterprise_names.houses(text)] == houses
    assert [enterprise_names.rings(text, one) for one in found] == ringing


def test_kinds_of_houses_that_were_helped() -> None:
    assert enterprise_names.kinds("给塑料鞋厂讲课,又去羽绒厂") == {"塑料鞋厂", "羽绒厂"}
    assert enterprise_names.kinds("去了塑料鞋厂") == {"塑料鞋厂"}
    assert enterprise_names.kinds("看了塑料鞋厂") == enterprise_names.kinds("一家服装厂") == set()


def test_names_as_written_each_once() -> None:
    message = normalise("给鼎盛貿易讲课，鼎盛貿易")
    assert enterprise_names.written(message, enterprise_names.mentions(message.text)) == ("鼎盛貿易",)


def test_every_day_that_a_message_names() -> None:
    found = dates.mentions("昨天下午,3月1日,上周五", MORNING)
    assert [(day.kind, day.start, day.end, str(day.day)) for day in found] == [
        ("named", 0, 4, "2026-03-03"),
        ("date", 5, 9, "2026-03-01"),
        ("week", 10, 13, "2026-02-27"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话 138 0000 0000 转", (3, 16, "13800000000")),
        ("0759-1234567", (0, 12, "07591234567")),
        ("号码幺三八零零零零零零零零", (2, 13, "13800000000")),
        ("13800000000和13900000000", (0, 11, "13800000000")),
        ("无", None),
    ],
)
def test_where_a_phone_number_stands(text: str, found: tuple[int, int, str] | None) -> None:
    assert contacts.find_phone(text) == found
