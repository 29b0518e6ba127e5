"""Yes and no to several things in one message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.verdicts import ACCEPT, DECLINE, TERMS, at_places, verdicts
from language.which_one import which

SEVERAL = {
    "第一个接，第二个不接": [(ACCEPT, (1,), ()), (DECLINE, (2,), ())],
    "第一个接第二个不接": [(ACCEPT, (1,), ()), (DECLINE, (2,), ())],
    "一和三接，二不接": [(ACCEPT, (1, 3), ()), (DECLINE, (2,), ())],
    "前两个我接，最后那个换别人": [(ACCEPT, (1, 2), ()), (DECLINE, (-1,), ())],
    "霞山那家接，麻章的没空": [(ACCEPT, (), ("霞山",)), (DECLINE, (), ("麻章",))],
    "货款这条我接，工伤赔偿那条最近忙不过来": [(ACCEPT, (), ("货款",)), (DECLINE, (), ("工伤赔偿",))],
    "租约的我可以接但是下周": [(TERMS, (), ("租约",))],
    "前面那个行，后面那个要等到周五": [(ACCEPT, (1,), ()), (TERMS, (-1,), ())],
    "房东那个下周可以吗": [(TERMS, (), ("房东",))],
    "只接欠款的": [(ACCEPT, (), ("欠款",))],
    "不接第二个": [(DECLINE, (2,), ())],
}


@pytest.mark.parametrize("text", SEVERAL)
def test_each_part_says_its_own(text: str) -> None:
    assert [(one.answer, one.places, one.words) for one in verdicts(text)] == SEVERAL[text]


@pytest.mark.parametrize(
    ("text", "answer", "count"),
    [
        ("都接", ACCEPT, None),
        ("两个都不行", DECLINE, 2),
        ("一个都接不了", DECLINE, None),
        ("三家都接", ACCEPT, 3),
    ],
)
def test_all_of_them(text: str, answer: str, count: int | None) -> None:
    (one,) = verdicts(text)
    assert (one.answer, one.whole, one.number) == (answer, True, count)


@pytest.mark.parametrize(
    ("text", "count"),
    [("工伤那个不熟 别的都可以", None), ("第一个不接，剩下那个也接", 1), ("赤坎的不接，其余两家行", 2)],
)
def test_the_rest(text: str, count: int | None) -> None:
    assert [(one.answer, one.rest, one.number) for one in verdicts(text)][-1] == (ACCEPT, True, count)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "接受",
            "没空",
            "明天没空，后天可以",
            "好的",
            "我接",
            "合同那个先看看",
            "第一个接不接得了？",
            "第一个是什么",
        ),
        *("今天给两家企业讲了两小时劳动合同", "第一个五星", "贷款的事能接着说吗"),
    ],
)
def test_what_answers_no_two_things_is_none(text: str) -> None:
    assert verdicts(text) == ()


@given(st.text("第一二三个接不都，的那但下周没空可以 ", max_size=30))
def test_whatever_is_said_is_read_without_an_error(text: str) -> None:
    assert all(one.names and one.answer in (ACCEPT, DECLINE, TERMS) for one in verdicts(text))


@pytest.mark.parametrize(("places", "found"), [((1, -1), [7, 9]), ((3,), [9]), ((4,), None), ((), [])])
def test_places_of_a_list(places: tuple[int, ...], found: list[int] | None) -> None:
    assert at_places([7, 8, 9], places) == found


def test_a_matter_goes_by_many_names() -> None:
    told = {1: "客户拖欠货款三十万", 2: "房东要提前收回铺面", 3: "司机工伤了要我们赔"}
    assert [which(words, told) for words in ("赖账", "租约", "受伤")] == [[1], [2], [3]]
