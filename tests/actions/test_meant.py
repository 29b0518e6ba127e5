"""Which of several needs somebody means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.needs.meant import is_foreign, meant
from storage.queries.needs import NeedFacts


def _need(number: int, domain: str, expert: str = "") -> NeedFacts:
    return NeedFacts(number, 1, 1, "蓝湾厂", "", domain, (), "440802", False, None, (), "open", None, expert)


NEEDS = [_need(3, "law", "李明哲"), _need(12, "tax", "王秀英"), _need(13, "finance")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12 号需求不用了", 12),
        ("3号撤了吧", 3),
        ("7 号撤了吧", None),
        ("李律师一直没来", 3),
        ("王会计讲得好", 12),
        ("李明哲老师来过了", 3),
        ("贷款那条不用了", 13),
        ("开票那件怎么样了", 12),
        ("那条不用了", None),
        ("贷款和合同的都撤了", None),
        ("12月3号要", None),
    ],
)
def test_a_need_is_told_by_number_expert_or_subject(text: str, number: int | None) -> None:
    assert meant(text, NEEDS) == number


@given(st.text(max_size=40))
def test_it_is_one_of_them_or_none(text: str) -> None:
    assert meant(text, NEEDS) in (None, 3, 12, 13)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("商标那条不用了", True),
        ("招工的先不弄了", True),
        ("贷款那条不用了", False),
        ("开票的不问了", False),
        ("12 号需求不用了，商标的", False),
        ("李律师来过了，不用了", False),
        ("那条不用了", False),
    ],
)
def test_a_matter_that_none_of_them_tells_is_foreign(text: str, foreign: bool) -> None:
    assert is_foreign(text, NEEDS) is foreign


def test_beside_no_need_every_matter_is_foreign() -> None:
    assert is_foreign("贷款我不借了", [])
    assert not is_foreign("不用了", [])
