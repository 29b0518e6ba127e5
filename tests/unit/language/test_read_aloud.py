"""Whoever cannot read what stands there asks to hear it; 念书 and 读大学 are matters."""

from __future__ import annotations

import pytest

from language.read_aloud import asks_to_read


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
