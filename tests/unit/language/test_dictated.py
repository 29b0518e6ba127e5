"""Telephones as they are dictated on the way: in words, in pieces, put right at once."""

from __future__ import annotations

import pytest

from language.contacts import phone
from language.dictated import begun_with, dictated, miscounted, put_right


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


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("一三七零零六六零八八九九一", 13),
        ("我电话 13700660889912", 14),
        ("137 0066 08899", 12),
        ("1370066088", 10),
        ("13700660889", 0),
        ("后面是七七八八", 0),
        ("一共欠三十八万", 0),
    ],
)
def test_figures_too_many_or_too_few(text: str, figures: int) -> None:
    assert miscounted(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "不是0890 是0899",
        "唔系0890 系0899",
        "是0899 不是0890",
        "即系 13700660899 啦",
        "13700660899先啱",
        "尾号0899才对",
    ],
)
def test_a_number_is_put_right_in_other_words(text: str) -> None:
    assert put_right("13700660890", text) == "13700660899"


@pytest.mark.parametrize("text", ["不是两家是三家", "不是四十 五十分钟", "不是5566是5577"])
def test_that_puts_no_number_right(text: str) -> None:
    assert put_right("13700660890", text) == ""


@pytest.mark.parametrize(
    "text",
    ["电话137 0066 0889 9", "一三七零零六六零八八九九", "幺三七 零零 六六 零八 八九九 一一", "137006608899"],
)
def test_a_number_with_too_many_figures_is_never_cut(text: str) -> None:
    assert phone(text) is None
    assert phone("13700660889，三家") == "13700660889"
