"""Grounds, dossiers and what it takes to decide."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.assess import Assessment, assess
from programme.cases import complaint_clause
from programme.deciding import alone_from, appeal_until, is_exception, may_take_back, too_short
from programme.dossier import Dossier, Noted
from programme.grounds import Evidence, grounds, unborne
from programme.packs import available, load_pack
from programme.readings import YearRecord
from programme.workdays import KNOWN

NATIONAL = load_pack("national-2023")
TODAY = date(2026, 3, 2)
NAMED = {one.id: one for one in grounds(NATIONAL.rules("expert"))}


def year(hours: str, firms: int) -> Assessment:
    """The whole of 2025."""
    done = YearRecord(Decimal(hours), firms)
    return assess(NATIONAL, "expert", done, date(2024, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("ground", ["yearly", "unreported"])
@pytest.mark.parametrize(
    ("found", "says"),
    [
        (Evidence(None), "还没有满过一个服务年度"),
        (Evidence(year("2", 3)), ""),
        (Evidence(year("13", 3)), "2025 年度13/12 小时、3/30 家，够了"),
        (Evidence(year("2", 3), open_until=date(2026, 3, 31)), "日记还能补到3月31日"),
    ],
)
def test_a_year_is_a_ground_when_it_is_over_and_short(ground: str, found: Evidence, says: str) -> None:
    why = unborne(NAMED[ground], found, TODAY)
    assert says in why
    assert bool(says) == bool(why)


@given(st.sets(st.sampled_from(["fee", "secrecy", "offence", "quality"])), st.booleans())
def test_other_grounds_take_a_complaint_that_was_found_true(upheld: set[str], referred: bool) -> None:
    found = Evidence(year("20", 40), upheld=upheld, referred=referred)
    for ground in ("fee", "offence"):
        borne = ground in upheld or (ground == "offence" and referred)
        assert (unborne(NAMED[ground], found, TODAY) == "") == borne


TAKE_TITLES = {"N23 五", "N23-E 第十三条", "N23-S 第十五条", "GD 第十四条", "HB 六（二）认定管理 2"}


@pytest.mark.parametrize("name", available())
def test_a_title_is_taken_only_by_a_clause_that_takes_titles(name: str) -> None:
    pack = load_pack(name)
    cited = {one.clause for kind in pack.kinds for one in grounds(pack.rules(kind))}
    assert cited <= TAKE_TITLES


def test_what_is_only_forbidden_takes_no_title_and_still_bears_a_complaint() -> None:
    city = load_pack("zhanjiang-2020")
    assert grounds(city.rules("expert")) == ()
    assert complaint_clause(city, "expert", "fee") == "ZJ 五（二）4"
    assert complaint_clause(NATIONAL, "expert", "secrecy") == "N23-E 第六条（三）"
    assert "secrecy" not in NAMED


def test_a_dossier_says_both_readings_and_what_there_is_not() -> None:
    file = Dossier(years=(year("13", 3),), complaints=(Noted(date(2026, 2, 1), " 3 号收费，成立"),))
    first, warnings, complaints, papers, said = file.lines(TODAY)
    assert first == (
        "2025 年度 13/12 小时、3/30 家：按 N23-E 第六条（二） 达到，按 N23-E 第十三条 没有达到（以 N23-E 第六条（二） 为准）"
    )
    assert (warnings, papers, said) == ("警告：没有", "材料：没有", "本人说：没有")
    assert complaints == "投诉：2月1日 3 号收费，成立"


@pytest.mark.parametrize(
    ("proposed", "opens"),
    [
        (date(2026, 3, 2), date(2026, 3, 3)),
        (date(2026, 3, 6), date(2026, 3, 9)),
        (date(2026, 9, 30), date(2026, 10, 8)),
    ],
)
def test_alone_it_is_confirmed_on_the_next_working_day(proposed: date, opens: date) -> None:
    assert alone_from(proposed, KNOWN) == opens


def test_an_exception_is_said_and_written_out() -> None:
    rule = NATIONAL.deciding
    assert is_exception("例外：法院判了")
    assert not is_exception("法院判了，例外")
    assert too_short(rule, "例外：法院判了") == 46
    assert too_short(rule, "例外：" + "字" * 50) == 0


def test_a_decision_may_be_taken_back_for_a_day_and_appealed_for_thirty() -> None:
    at = datetime.fromisoformat("2026-03-02T09:00+08:00")
    assert may_take_back(NATIONAL.deciding, at, at + timedelta(hours=24))
    assert not may_take_back(NATIONAL.deciding, at, at + timedelta(hours=24, minutes=1))
    assert appeal_until(NATIONAL.deciding, date(2026, 3, 2)) == date(2026, 4, 1)
