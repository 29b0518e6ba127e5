"""Where somebody else is, and which office spoke, say nothing of the asker's place and field; what one bought is of no field."""

from __future__ import annotations

import pytest

from language import read_need

HOME = "440802"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("我哥在东莞开厂，我这边店铺租约到期了，想问问怎么续", None),
        ("我表弟在佛山做生意，介绍我来的，想问下贷款", None),
        ("我朋友在中山，他叫我问问你们：我们店在霞山，员工工伤怎么赔", "440803"),
        ("帮我哥问下，他在东莞开厂，工人工伤怎么赔", "441900"),
        ("我在东莞开厂，工人工伤怎么赔", "441900"),
    ],
)
def test_the_place_is_the_askers(text: str, region: str | None) -> None:
    assert read_need(text, HOME).region == region


@pytest.mark.parametrize("text", ["工信局让我们报数", "发改局的通知看不懂", "商务局叫我们填个表"])
def test_the_name_of_an_office_is_no_field(text: str) -> None:
    assert not read_need(text, HOME).sure
    assert read_need(text, HOME).candidates == read_need(text.replace(text[:3], "部门"), HOME).candidates


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("我手机坏了商家不给退，能不能告他", "other"),
        ("在网上买了双鞋是假的，商家不退", "other"),
        ("我们厂买的设备坏了，卖家不给退，能不能告他", "law"),
    ],
)
def test_what_somebody_bought_for_themselves_is_of_no_field(text: str, domain: str) -> None:
    assert read_need(text, HOME).domain == domain
