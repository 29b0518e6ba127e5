"""What an office wants to reach in a year, as it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.yearly_goals import read_goals, sets_goals, year_of_goals


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("今年目标：服务1000家企业", {"enterprises": 1000}),
        ("今年目标定为办成两百条需求，3000小时", {"done": 200, "hours": 3000}),
        (
            "全年目标服务一千家、200场、50位专家、8个工作站",
            {"enterprises": 1000, "services": 200, "experts": 50, "stations": 8},
        ),
        ("目标改成1.5万家企业", {"enterprises": 15000}),
        ("今年要办100场活动", {"activities": 100}),
        ("今年计划服务企业500家、活动60场", {"activities": 60, "enterprises": 500}),
        ("办100场讲座，培训20场", {"activities": 120}),
        ("目标要高一点", {}),
    ],
)
def test_each_figure_by_what_it_counts(text: str, targets: dict[str, int]) -> None:
    assert read_goals(text) == targets


@pytest.mark.parametrize(
    "text",
    [
        "今年目标服务了多少家？",
        "目标完成得怎么样",
        "今年服务了30家企业",
        "发通知给专家：这次沙龙的目标50家企业，请各位帮忙转发",
        "活动目标：来30家企业",
        "今年要办一场税务讲座",
        "今年要办100场活动吗",
    ],
)
def test_a_question_and_a_report_set_nothing(text: str) -> None:
    assert not sets_goals(text)


@pytest.mark.parametrize(
    "text",
    [
        "今年目标：服务1000家企业",
        "全年目标服务一千家",
        "2027年的目标：50位专家",
        "目标改成2000小时",
        "年度工作目标3000小时",
        "明年目标服务80家企业",
        "目标服务500家企业",
        "今年要办100场活动",
        "我们今年定个目标，办100场讲座",
        "中心今年力争完成3000小时",
    ],
)
def test_a_year_or_the_word_at_the_beginning_sets_them(text: str) -> None:
    assert sets_goals(text)


def test_the_year_is_this_one_unless_another_is_named() -> None:
    assert [year_of_goals(text, 2026) for text in ("今年目标", "明年目标", "2028年目标")] == [
        2026,
        2027,
        2028,
    ]


@given(st.integers(1, 99_999))
def test_a_whole_number_comes_back(count: int) -> None:
    assert read_goals(f"今年目标：服务{count}家企业") == {"enterprises": count}


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text: str) -> None:
    assert all(target >= 0 for target in read_goals(text).values())
