"""Who asks stays hidden until an expert has accepted."""

from __future__ import annotations

import pytest

from handlers.rendering.masking import mask

FIRM = "湛江蓝湾海鲜加工厂"


@pytest.mark.parametrize(
    "said",
    [
        "我们湛江蓝湾海鲜加工厂被告了",
        "我们蓝湾海鲜加工厂被告了",
        "我们湛江蓝湾海鲜加工被告了",
        "我们蓝湾海鲜加工被告了",
    ],
)
def test_the_name_is_hidden_however_it_is_written(said: str) -> None:
    assert mask(said, FIRM) == "我们某企业被告了"


@pytest.mark.parametrize(
    "phone", ["13800001234", "138-0000-1234", "+86 13800001234", "0759-2221234", "138 0000 1234"]
)
def test_telephone_numbers_are_hidden(phone: str) -> None:
    assert mask(f"请打{phone}找我", FIRM) == "请打（电话略）找我"


def test_other_numbers_and_names_stay() -> None:
    text = "订单 20260302 号欠款 1380000 元，对方是红湾贸易公司"
    assert mask(text, FIRM) == text


def test_a_very_short_name_hides_only_itself() -> None:
    assert mask("老李家的厂在李家巷", "老李厂") == "老李家的厂在李家巷"
