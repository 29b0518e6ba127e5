"""Every sign and every unit of a number, and how several make one."""

from __future__ import annotations

import pytest

from language import numerals

SIGNS = "零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖幺"
VALUES = (0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1)


def test_every_sign_has_its_value() -> None:
    assert [numerals.number(sign) for sign in SIGNS] == list(VALUES)
    assert numerals.digits(SIGNS) == "".join(map(str, VALUES))
    assert numerals.digits("电话一三八x") == "电话138x"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0.0),
        ("12", 12.0),
        ("1.5", 1.5),
        ("十", 10.0),
        ("十五", 15.0),
        ("九十九", 99.0),
        ("卅", 30.0),
        ("卅一", 31.0),
        ("百", 100.0),
        ("一百零五", 105.0),
        ("一百五", 150.0),
        ("一百五十", 150.0),
        ("一百五十五", 155.0),
        ("千", 1000.0),
        ("一千五", 1500.0),
        ("一千零五", 1005.0),
        ("一千零五十", 1050.0),
        ("三千二百一十六", 3216.0),
        ("一三八零", 1380.0),
        ("二〇二五", 2025.0),
        ("一零五", 105.0),
        ("二〇五", 205.0),
        ("一三", None),
        ("一三八", None),
        ("一二三四五", None),
        ("", None),
        ("几", None),
        ("1.", None),
    ],
)
def test_signs_together(text: str, value: float | None) -> None:
    assert numerals.number(text) == value
    whole = None if value is None or value != int(value) else int(value)
    assert numerals.integer(text) == whole
