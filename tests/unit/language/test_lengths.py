"""Durations, spans and sums of hours; numbers of enterprises: the very values, where they stand."""

from __future__ import annotations

import pytest

from language import counts, durations, hours
from language.normalise import normalise


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("半小时", [(0, 3, 0.5)]),
        ("个半小时", [(0, 4, 1.5)]),
        ("1小时半", [(0, 4, 1.5)]),
        ("2小时一刻", [(0, 5, 2.25)]),
        ("一小时三刻", [(0, 5, 1.75)]),
        ("90分", [(0, 3, 1.5)]),
        ("三个字", [(0, 3, 0.25)]),
        ("三刻钟", [(0, 3, 0.75)]),
        ("2hrs", [(0, 4, 2.0)]),
        ("30mins", [(0, 6, 0.5)]),
        ("讲了2小时", [(2, 5, 2.0)]),
        ("5分部", []),
        ("小时", [(0, 2, None)]),
        ("两三个小时", [(0, 5, None)]),
        ("1-2小时", [(2, 5, None)]),
        ("一小时把", [(0, 4, None)]),
        ("多个小时", [(0, 4, None)]),
        ("一小时二三分", [(0, 6, None)]),
        ("七八分钟", [(0, 4, None)]),
    ],
)
def test_durations(said: str, found: list[tuple[int, int, float | None]]) -> None:
    stretches = durations.durations(normalise(said).text)
    assert [(one.start, one.end, one.hours) for one in stretches] == found
    assert not any(one.clock for one in stretches)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("下午2点到4点半", [(0, 8, 2.5)]),
        ("9:00-11:30", [(0, 10, 2.5)]),
        ("十点去的，聊到十二点", [(0, 10, 2.0)]),
        ("上午9点开始，11点结束", [(0, 12, 2.0)]),
        ("晚上8点到1点", [(0, 7, 5.0)]),
        ("8点到8点", [(0, 5, 12.0)]),
        ("中午1点到3点", [(0, 7, 2.0)]),
        ("早上9点到下午3点", [(0, 9, 6.0)]),
        ("14点一刻到15点三刻", [(0, 11, 1.5)]),
        ("9点到11点，又讲到12点", [(0, 13, 3.0)]),
        ("0点到14点", [(0, 6, 14.0)]),
        ("0点到15点", []),
        ("1点到25点", []),
        ("讲到十一点", []),
    ],
)
def test_spans(said: str, found: list[tuple[int, int, float]]) -> None:
    stretches = durations.spans(normalise(said).text)
    assert [(one.start, one.end, one.hours) for one in stretches] == found
    assert all(one.clock for one in stretches)


@pytest.mark.parametrize(
    ("said", "value", "computed"),
    [
        ("每家半小时", 1.5, True),
        ("4家，每家20分钟", 1.0, True),
        ("2家各1小时", 2.0, True),
        ("讲了三场，每场1小时", 3.0, True),
        ("周一周二，每天2小时", 4.0, True),
        ("3号到5号每天1小时", 3.0, True),
        ("周一到周三每天1小时", 3.0, True),
        ("一次40分钟一次半小时", 1.17, True),
        ("1小时，又1小时", 2.0, True),
        ("另外一家1小时，一家2小时", 3.0, True),
        ("每家10小时", None, False),
        ("两小时，含答疑半小时", 2.0, False),
        ("总共2小时，路上半小时", 2.0, False),
        ("吃饭1小时，讲2小时", 2.0, False),
        ("原定一小时，结果两小时", 2.0, False),
        ("休息10分钟，9点到11点", 1.83, True),
        ("一共讲了24小时", 24.0, False),
        ("一共讲了25小时", None, False),
        ("时长：90", None, False),
        ("时长：2", 2.0, False),
        ("3小时以内", None, False),
        ("好几个小时", None, False),
        ("没说", None, False),
    ],
)
def test_hours_of_a_service(said: str, value: float | None, computed: bool) -> None:
    assert hours.told(normalise(said).text, 3) == (value, computed)
    assert hours.read(normalise(said).text, 3) == value


@pytest.mark.parametrize(
    ("said", "value", "implied"),
    [
        ("3家企业，其中2家分店", 3, False),
        ("赤坎和霞山各跑了2家", 4, False),
        ("两个区各走3家", 6, False),
        ("2家，一家20分钟，一家半小时", 2, False),
        ("共5家，2家饭店3家厂", 5, False),
        ("三家，不对，四家", 4, False),
        ("5家分别是2家厂3家店", 5, False),
        ("企业数：4", 4, False),
        ("企业：6", 6, False),
        ("给俩饭馆", 2, False),
        ("一家物流园的11户", 11, False),
        ("10家左右", 10, True),
        ("9999家", 9999, False),
        ("10000家", None, False),
        ("不到10家", None, False),
        ("各跑了2家", None, False),
        ("在赤坎讲，霞山各2家", None, False),
        ("赤坎、霞山各去2家", 4, False),
        ("3家3家", 3, False),
        ("他们有3家分店", None, True),
        ("一家一家走", None, True),
        ("我们俩去了", None, True),
        ("那家厂", 1, True),
        ("厂里", 1, True),
        ("给鞋厂讲，又去羽绒厂", 2, True),
        ("接了个电话，又接待了一家", 2, True),
    ],
)
def test_enterprises_served(said: str, value: int | None, implied: bool) -> None:
    assert counts.told(normalise(said).text) == (value, implied)


def test_names_count_where_no_number_is_said() -> None:
    assert counts.told("走访", 2) == (2, True)
    assert counts.told("一家20分钟", 2) == (2, True)
    assert counts.told("3家", 2) == (3, False)
