"""Telephones as they are dictated on the way: in words, in pieces, put right at once."""

from __future__ import annotations

import pytest

from language.dictated import begun_with, dictated, put_right


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("幺三九零零零零五六七八", "13900005678"),
        ("一三九，然后四个零，再五六七八", "13900005678"),
        ("139 0000 5678", "13900005678"),
        ("我的手机号是一三九 四个零 五六七八", "13900005678"),
        ("一三九零零零零五六七九 不对 后面是五六七八", "13900005678"),
        ("13900005679哦不5678", "13900005678"),
        ("13900005679 错了 最后四位是五六七八", "13900005678"),
        ("13911115678 不对 中间是四个零", "13900005678"),
        ("一三八零零零零五六七八 说错了 前面是一三九", "13900005678"),
        ("13800001111 不是 13900005678", "13900005678"),
    ],
)
def test_a_number_is_dictated(text: str, number: str) -> None:
    assert dictated(text) == number


@pytest.mark.parametrize(
    "text",
    ["三个人一共两千块", "1390000567", "139000056789", "13900005678 地址在赤坎", "五六七八", "", "不对"],
)
def test_that_is_no_number(text: str) -> None:
    assert dictated(text) == ""


def test_it_comes_in_pieces() -> None:
    first = begun_with("幺三九 零零零零")
    assert first == "1390000"
    assert dictated("后面是五六七八", first) == "13900005678"
    assert dictated("5678", first) == "13900005678"


def test_a_figure_that_was_left_out() -> None:
    assert dictated("少了个8", begun_with("139 0000 567")) == "13900005678"


@pytest.mark.parametrize("text", ["两家", "5678", "0759 338", "一三九幢", "三点到五点"])
def test_that_begins_no_number(text: str) -> None:
    assert begun_with(text) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("最后四位是五六七九", "13900005679"),
        ("后面是5679", "13900005679"),
        ("尾号五六七九", "13900005679"),
        ("中间是幺幺幺幺", "13911115678"),
        ("不对 后面两位是七九", "13900005679"),
        ("一三八零零零零一一一一", "13800001111"),
        ("两家", ""),
        ("一个半", ""),
        ("三点", ""),
        ("5679", ""),
    ],
)
def test_what_is_known_is_put_right(text: str, number: str) -> None:
    assert put_right("13900005678", text) == number
