"""Whom people turn to, and when somebody is there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import SHANGHAI
from programme.centres import Centre, centre_of

CITY = Centre("440800", "湛江市中心", phone="0759-3330000", hours=("9:00-12:00", "14:30-17:30"))
COUNTY = Centre("440881", "廉江市中心")
PROVINCE = Centre("440000", "广东省中心")
ALL = (CITY, PROVINCE, COUNTY)


@pytest.mark.parametrize(
    ("place", "centre"),
    [
        ("440881", COUNTY),
        ("440802", CITY),
        ("440800", CITY),
        ("440100", PROVINCE),
        ("130100", None),
        (None, None),
    ],
)
def test_the_nearest_one_around_a_place(place: str | None, centre: Centre | None) -> None:
    assert centre_of(ALL, place) is centre


def test_without_a_place_the_only_one_there_is() -> None:
    assert centre_of((CITY,), None) is CITY


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-02 09:00", None),
        ("2026-03-02 11:59", None),
        ("2026-03-02 12:00", "2026-03-02 14:30"),
        ("2026-03-02 17:30", "2026-03-03 09:00"),
        ("2026-03-06 20:00", "2026-03-09 09:00"),  # over the weekend
        ("2026-09-30 18:00", "2026-10-08 09:00"),  # over the national holiday
        ("2049-03-05 20:00", "2049-03-08 09:00"),  # no calendar knows the year: weekdays
    ],
)
def test_when_somebody_is_there_again(now: str, opens: str | None) -> None:
    expected = datetime.fromisoformat(opens).replace(tzinfo=SHANGHAI) if opens else None
    assert CITY.opens_after(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)) == expected


def test_where_nobody_said_when_nothing_is_said() -> None:
    assert COUNTY.opening == ""
    assert COUNTY.opens_after(datetime(2026, 3, 2, 3, tzinfo=SHANGHAI)) is None


@given(st.integers(0, 330 * 24 * 60))
def test_it_is_open_when_it_was_said_to_open(minutes: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=SHANGHAI) + timedelta(minutes=minutes)
    opens = CITY.opens_after(now)
    if opens is not None:
        assert now < opens < now + timedelta(days=12)
        assert CITY.opens_after(opens) is None


@pytest.mark.parametrize(
    ("region", "hours"), [("4408", ()), ("440800", ("9-12",)), ("440800", ("17:00-9:00",))]
)
def test_what_cannot_be_read_is_said(region: str, hours: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"region|hours"):
        Centre(region, "中心", hours=hours)


@pytest.mark.parametrize(
    "email", ["fuwu", "fuwu@", "a@b", "a@b.cn，c@d.cn", "某@example.cn", "a b@c.cn", "a@" + "b" * 100 + ".cn"]
)
def test_what_is_no_address_of_mail_is_said(email: str) -> None:
    with pytest.raises(ValueError, match="email 要写一个邮箱"):
        Centre("440800", "中心", email=email)


def test_an_address_of_mail_may_be_left_out() -> None:
    assert Centre("440800", "中心").email == ""
    assert Centre("440800", "中心", email="zx.fuwu@zhanjiang.example.cn").email
