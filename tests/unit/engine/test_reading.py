"""What the readers understand, as slot values; slot values, as people read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from handlers.engine import reading
from handlers.rendering import plain
from language.domains import DOMAINS
from tests.unit.engine.talks import talk


@pytest.mark.parametrize(
    ("read", "said", "value"),
    [
        (reading.a_date, "昨天", "2026-03-01"),
        (reading.a_date, "没说", None),
        (reading.a_day_ahead, "明天", "2026-03-03"),
        (reading.a_day_ahead, "昨天", "2026-03-01"),
        (reading.a_day_ahead, "没说", None),
        (reading.hours, "两个半小时", "2.5"),
        (reading.hours, "很久", None),
        (reading.count, "三家", 3),
        (reading.region, "霞山", "440803"),
        (reading.domain, "税务和法律", "tax"),
        (reading.domain, "天气", None),
        (reading.domains, "税务和法律", ["tax", "law"]),
        (reading.domains, "天气", None),
        (reading.enterprise, "湛江精工机械厂", "湛江精工机械厂"),
        (reading.phone, "13800001234", "13800001234"),
        (reading.form, "线上", "online"),
        (reading.stars, "五星", 5),
        (reading.number, "需求12号，34", 12),
        (reading.number, "没有", None),
        (reading.words, "随便 什么", "随便 什么"),
    ],
)
def test_an_answer_is_read_as_the_value_of_its_slot(
    read: Callable[..., object], said: str, value: object
) -> None:
    assert read(talk(), said) == value


@pytest.mark.parametrize("home", ["110101", "220102"])
def test_of_two_places_of_one_name_the_one_at_home_is_meant(home: str) -> None:
    here = talk(expert_id=1, expert_region=home)
    [told] = reading.diaries(here, "昨天在朝阳区给3家企业讲了两小时税务")
    for code in (
        reading.region(here, "朝阳区"),
        reading.need(here, "朝阳区的厂，合同纠纷").region,
        told.region,
    ):
        assert code
        assert code[:2] == home[:2]


def test_a_whole_message_is_read_as_a_need_or_as_services() -> None:
    assert reading.need(talk(), "供应商拖欠货款，合同纠纷").domain == "law"
    [told] = reading.diaries(talk(), "昨天在霞山给3家企业讲了两小时税务")
    assert (told.date, told.enterprises, told.region) == (date(2026, 3, 1), 3, "440803")


def test_a_day_that_should_lie_ahead_may_be_today() -> None:
    assert reading.not_past(talk(), "2026-03-02") == ""
    assert reading.not_past(talk(), "2026-03-01").startswith("3月1日 周日 已经过去了")


@pytest.mark.parametrize(
    ("show", "value", "text"),
    [
        (plain.show_hours, "2.50", "2.5 小时"),
        (plain.show_count, 3, "3 家"),
        (plain.show_region, "440802", "赤坎区"),
        (plain.show_region, "440881", "廉江"),
        (plain.show_region, "110105", "北京朝阳区"),
        (plain.show_region, "440800", "湛江"),
        (plain.show_form, "online", "线上"),
        (plain.show_form, "by_post", "by_post"),
    ],
)
def test_a_value_is_shown_as_people_read_it(show: Callable[..., str], value: object, text: str) -> None:
    assert show(value) == text


def test_options_are_shown_by_name_and_the_rest_is_not_offered() -> None:
    domains = dict(reading.domain_options(talk(), {}))
    assert set(domains.values()) == DOMAINS.keys() - {"other"}
    assert domains["法律法规"] == "law"
    assert dict(reading.form_options(talk(), {})) == {"线上": "online", "上门或现场": "offline"}
    assert reading.yes_no("同意", "不同意") == (("同意", 1), ("不同意", 0))


def test_what_was_not_found_is_no_value() -> None:
    found: dict[str, object] = {"hours": None, "domains": [], "names": (), "enterprises": 0, "outcome": ""}
    assert reading.as_values(found) == {"enterprises": 0, "outcome": ""}
