"""What must hold for every message, whatever somebody types."""

from collections import Counter
from datetime import datetime, timedelta, timezone
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import (
    domains,
    is_small_talk,
    normalise,
    numerals,
    read_application,
    read_count,
    read_date,
    read_diaries,
    read_diary,
    read_hours,
    read_need,
    read_phone,
    read_stars,
    regions,
)
from language.calendar import festivals

NOON = datetime(2026, 3, 4, 12, tzinfo=timezone(timedelta(hours=8)))
PIECES = st.sampled_from(
    [
        *"昨今前天上下周三五日号月点到半小时家间一两十3年0759,。;:、的在去给讲 \n👍Ａ企业公司湛江",
        *(
            "昨天",
            "3月8号",
            "两个半小时",
            "三家企业",
            "赤坎区",
            "有限公司",
            "13800000000",
            "腾讯会议",
            "每家",
            "元旦",
        ),
    ]
)
MESSAGES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(MESSAGES)
@settings(max_examples=150)
def test_any_message_is_read_and_no_date_lies_ahead(message: str) -> None:
    for diary in (read_diary(message, NOON, "440800"), *read_diaries(message, NOON)):
        assert diary.date is None or diary.date <= NOON.date()
        assert diary.hours is None or 0 < diary.hours <= 24
        assert diary.enterprises is None or diary.enterprises > 0
        assert diary.region is None or diary.region in regions.names()
        assert set(diary.domains) <= domains.DOMAINS.keys()
    assert read_need(message, deep=False).domain in domains.DOMAINS
    read_application(message)


@given(MESSAGES)
@settings(max_examples=150)
def test_offsets_lead_back_to_the_original(message: str) -> None:
    plain = normalise(message)
    assert len(plain.text) == len(plain.origins)
    assert list(plain.origins) == sorted(plain.origins)
    assert all(0 <= origin < len(message) for origin in plain.origins)
    assert plain.written(0, len(plain.text)) in message


@given(st.integers(1, 9), st.integers(1, 59))
@settings(max_examples=60)
def test_hours_are_read_alike_however_written(hours: int, minutes: int) -> None:
    expected = round(hours + minutes / 60, 2)
    assert read_hours(f"{hours}小时{minutes}分钟") == expected
    assert read_hours(f"{hours}h{minutes}min") == expected
    assert read_hours(f"{hours * 60 + minutes}分钟") == expected


@given(st.dates(min_value=datetime(2024, 1, 1).date(), max_value=NOON.date()))  # noqa: DTZ001
@settings(max_examples=60)
def test_a_full_date_is_read_as_it_is(day: object) -> None:
    assert str(read_date(f"{day}", NOON)) == str(day)


def test_every_county_is_found_by_its_full_name() -> None:
    for code in regions.names():
        if regions.parent(code):
            assert regions.find(regions.full_name(code)) == code


_COUNTIES = {
    "11": 16, "12": 16, "13": 167, "14": 117, "15": 103, "21": 100, "22": 60, "23": 121, "31": 16, "32": 95, "33": 90,
    "34": 104, "35": 84, "36": 100, "37": 136, "41": 157, "42": 103, "43": 122, "44": 122, "45": 111, "46": 25, "50": 38,
    "51": 183, "52": 88, "53": 129, "54": 74, "61": 107, "62": 86, "63": 44, "64": 22, "65": 110,
}  # fmt: skip
"""Counties and their equals by province: 2,846 at the end of 2024, with 和安县 and 和康县, without Taiwan."""
_RUN_LIKE_COUNTIES = {"232761", "232762", "232763", "232764", "632857"}
"""加格达奇, 松岭, 新林, 呼中 and 大柴旦: the statistical code lists them, GB/T 2260 does not."""


def test_places_are_complete() -> None:
    counties = {code for code in regions.names() if not code.endswith("00")}
    assert counties >= _RUN_LIKE_COUNTIES
    assert Counter(code[:2] for code in counties - _RUN_LIKE_COUNTIES) == _COUNTIES
    assert sum(_COUNTIES.values()) == 2846
    assert {"500105", "500112"} <= counties


def test_jurisdictions_hold_what_lies_beneath() -> None:
    assert regions.within("440802", "440800")
    assert regions.within("440802", "440000")
    assert not regions.within("440802", "440803")
    assert regions.full_name("440802") == "广东省湛江市赤坎区"


@pytest.mark.parametrize("year", range(2022, 2027))
def test_festivals_agree_with_the_official_calendar(year: int) -> None:
    import chinese_calendar

    for name in ("春节", "清明", "端午", "中秋"):
        day = festivals.latest(name, "", datetime(year, 12, 31).date())  # noqa: DTZ001
        assert day is not None
        assert day.year == year
        assert chinese_calendar.is_holiday(day)


@pytest.mark.parametrize(
    "text", ["今天天气真热", "好的", "辛苦了", "在吗", "👌👌", "哈哈哈好的谢谢", "早上好！", "。。。"]
)
def test_small_talk_is_told(text: str) -> None:
    assert is_small_talk(text)
    assert read_hours(text) is None
    assert read_count(text) is None


def test_small_talk_is_short() -> None:
    assert is_small_talk("哈哈" * 30)
    assert not is_small_talk("哈哈" * 30 + "哈")


@pytest.mark.parametrize(
    "text", ["三个小时", "3", "两家", "赤坎", "昨天下午", "不对，是两个半小时", "线上", "何志强"]
)
def test_answers_are_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("两百三", 230),
        ("二百零三", 203),
        ("廿五", 25),
        ("俩", 2),
        ("一百", 100),
        ("七八", None),
        ("二三十", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert numerals.number(text) == value


@pytest.mark.parametrize(
    ("text", "stars"),
    [("5", 5), ("五星", 5), ("非常满意", 5), ("4分", 4), ("一般", 3), ("不满意", 2), ("随便", None)],
)
def test_stars(text: str, stars: int | None) -> None:
    assert read_stars(text) == stars


def test_phones_in_every_dress() -> None:
    for text in (
        "138 0000 1234",
        "138-0000-1234",
        "+86 13800001234",
        "一三八零零零零一二三四",
        "１３８００００１２３４",
    ):
        assert read_phone(text) == "13800001234"


def test_an_application_in_one_message() -> None:
    told = read_application(
        "何志强，在湛江精工机械厂做总工程师，本科，做企业服务8年，擅长智能制造和数字化，手机13800001234"
    )
    assert (told.name, told.unit, told.title, told.degree) == ("何志强", "湛江精工机械厂", "总工程师", "本科")
    assert (told.years, told.domains, told.phone) == (8, ("technology", "digital"), "13800001234")


def test_several_services_become_several_entries() -> None:
    told = read_diaries(
        "昨天上午在赤坎给3家企业讲税务1小时；今天上午到霞山帮一家水产厂看合同2小时", NOON, "440800"
    )
    assert [(entry.hours, entry.enterprises, entry.region) for entry in told] == [
        (1, 3, "440802"),
        (2, 1, "440803"),
    ]


def test_parts_of_one_service_stay_one() -> None:
    assert len(read_diaries("昨天讲课两小时加上答疑半小时，赤坎区9家企业，讲社保", NOON)) == 1


def test_the_model_is_small() -> None:
    assert len(files("language.data").joinpath("model.npz").read_bytes()) < 1_000_000
