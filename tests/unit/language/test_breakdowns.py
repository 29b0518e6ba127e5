"""Which figures are asked for part by part."""

import pytest

from language.breakdowns import Breakdown, read_breakdown


@pytest.mark.parametrize(
    ("text", "by", "rank", "fewest"),
    [
        ("各区服务了多少家", "place", "enterprises", False),
        ("哪个区服务最多", "place", "services", False),
        ("哪个区服务时长最少", "place", "hours", True),
        ("需求按区排", "place", "needs", False),
        ("按区", "place", "needs", False),
        ("上个月各区数据", "place", "needs", False),
        ("各县市情况怎么样", "place", "needs", False),
        ("哪个领域最多", "field", "needs", False),
        ("按领域排一下", "field", "needs", False),
        ("哪类需求最多", "field", "needs", False),
        ("各个领域服务了几个小时", "field", "hours", False),
    ],
)
def test_by_what_and_how(text: str, by: str, rank: str, fewest: bool) -> None:
    assert read_breakdown(text) == Breakdown(by, rank, fewest)


@pytest.mark.parametrize(
    "text",
    [
        "哪个区缺专家",
        "哪些领域可以咨询",
        "各行业需求",
        "哪个领域的专家最多",
        "谁服务得最多",
        "赤坎区多少家",
        "",
    ],
)
def test_what_is_asked_of_no_parts(text: str) -> None:
    assert read_breakdown(text) is None
