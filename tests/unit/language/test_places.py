"""Places: the code that a message names for certain, and what codes say of each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read_diary, regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("湛江市赤坎区", "440802"),
        ("广东湛江赤坎", "440802"),
        ("坡头官渡", "440804"),
        ("北京", "110000"),
        ("北京朝阳区", "110105"),
        ("和平县", "441624"),
        ("贵州大方县", "520521"),
        ("旅顺", "210212"),
        ("去海伦", "231283"),
        ("在海伦帮", "231283"),
        ("在海伦李家镇", "231283"),
        ("跟海伦李家镇", None),
        ("在海伦服饰", None),
        ("在和平的3家", "441624"),
        ("在和平", None),
        ("从广州回来", "440100"),
        ("赤坎和霞山", None),
        ("朝阳区", None),
        ("和平", None),
        ("大方", None),
        ("东湖高新区", None),
        ("湛江菜", None),
        ("发到广州", None),
        ("客户在广州", None),
        ("投资中介", None),
        ("阿里巴巴", None),
        ("", None),
    ],
)
def test_a_place_is_found_or_left(text: str, code: str | None) -> None:
    assert regions.find(text, "440800") == code


def test_home_decides_between_equals() -> None:
    assert regions.find("朝阳区", "110108") == "110105"
    assert regions.find("朝阳区", "220100") == "220104"
    assert regions.find("朝阳区") is None


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("湛江市", "湛江"),
        ("遂溪县", "遂溪"),
        ("赵县", "赵县"),
        ("恩施土家族苗族自治州", "恩施"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("神农架林区", "神农架"),
        ("大兴安岭地区", "大兴安岭"),
    ],
)
def test_names_are_shortened_as_people_do(name: str, stem: str) -> None:
    assert regions.stem(name) == stem


def test_codes_tell_what_lies_where() -> None:
    assert [regions.prefix_of(code) for code in ("100000", "440000", "440800", "440802")] == [
        "",
        "44",
        "4408",
        "440802",
    ]
    assert [regions.parent(code) for code in ("440802", "440800", "440000")] == ["440800", "440000", None]
    assert regions.within("440802", "100000")
    assert not regions.within("440000", "440800")
    assert regions.name("440802") == "赤坎区"
    assert regions.full_name("440000") == "广东省"


def test_names_side_by_side_have_each_their_own_place() -> None:
    text = "赤坎宏发霞山鼎盛"
    places = regions.mentions(text)
    assert regions.where(text, places, [(0, 4), (4, 8)], "440800") is None
    assert regions.where(text, places, [(0, 4)], "440800") == "440803"
    assert regions.where(text, places[:1], [(0, 4)], "440800") == "440802"


CITIES = sorted(
    {regions.stem(name) for code, name in regions.names().items() if code.endswith("00") and len(name) > 2}
)
STREETS = ["路", "东路", "西路", "一路", "中路", "大道", "大街", "大厦", "饭店", "宾馆", "酒家", "书城"]


@given(
    st.sampled_from(CITIES),
    st.sampled_from(STREETS),
    st.sampled_from(["在{}给三家企业讲税", "{}3家店", "去了{}"]),
)
def test_a_street_or_a_building_is_no_place(city: str, street: str, told: str) -> None:
    assert regions.find(told.format(city + street), "440800") is None


@given(st.sampled_from(["上海", "武汉", "湛江"]), st.sampled_from(CITIES), st.sampled_from(STREETS))
def test_the_place_before_a_street_stays(place: str, city: str, street: str) -> None:
    assert regions.find(f"在{place}{city}{street}给三家企业讲税", "440800") == regions.find(place)


def test_a_street_tells_no_subject() -> None:
    read = read_diary("昨天在上海南京东路给5家企业讲劳动法1小时", datetime(2026, 9, 20, 19, 40, tzinfo=UTC))
    assert read.domains == ("hr",)
