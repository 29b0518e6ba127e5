"""Whoever cannot read what stands there asks to hear it; 念书 and 读大学 are matters."""

from __future__ import annotations

import pytest

from language.read_aloud import asks_to_read, asks_to_read_number


@pytest.mark.parametrize(
    "text",
    [
        "念一下",
        "帮我读一遍",
        "眼睛花看不清 讲给我听",
        "没戴老花镜，念念吧",
        "把刚才的念出来",
        "字太小了 说给我听听",
    ],
)
def test_it_is_to_be_read(text: str) -> None:
    assert asks_to_read(text)


@pytest.mark.parametrize(
    "text", ["孩子念书", "讲给员工听", "说一下", "念过大学", "读书会", "看不清合同上的字"]
)
def test_nothing_is_to_be_read(text: str) -> None:
    assert not asks_to_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "念一下我的手机号",
        "电话你记的是多少",
        "再读一遍号码给我听",
        "电话是不是多了一位",
        "号码少了个数",
        "念一次我个号码俾我听下",
    ],
)
def test_the_number_is_to_be_read(text: str) -> None:
    assert asks_to_read_number(text)


@pytest.mark.parametrize("text", ["电话", "少了两个人", "号码是13700660889", "电话费太贵了", "念大学"])
def test_no_number_is_to_be_read(text: str) -> None:
    assert not asks_to_read_number(text)
