"""Where a rule turns: the day, the figure and the try at which the answer becomes another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from programme.admission import admission
from programme.cases import complaint_clause
from programme.delivery import next_reminder_at, waits
from programme.duty import share_of_year
from programme.errors import Refused
from programme.merit import MeritYear, excellent, ranking
from programme.packs import KINDS, Kind, available, load_pack
from programme.packs.duties import Year
from programme.qualification import service_agreement
from programme.readings import YearRecord
from programme.reminders import HolderFacts, all_due, of_holder
from programme.roles import Role

SHANGHAI = ZoneInfo("Asia/Shanghai")
NATIONAL = load_pack("national-2023")
DAY = timedelta(days=1)


def test_a_person_is_reminded_once_a_day() -> None:
    now = datetime(2026, 3, 2, 15, tzinfo=SHANGHAI)
    tomorrow = datetime(2026, 3, 3, 8, tzinfo=SHANGHAI)
    assert next_reminder_at(now, None) == now
    assert next_reminder_at(now, now - DAY) == now
    assert next_reminder_at(now, now - timedelta(hours=2)) == tomorrow
    assert next_reminder_at(now, now) == tomorrow


@pytest.mark.parametrize(("tries", "seconds"), [(1, 5), (2, 10), (3, 20), (9, 1280), (10, 2560), (11, 3600)])
def test_waits_double_from_five_seconds_to_an_hour(tries: int, seconds: int) -> None:
    found = [waits(tries, row).total_seconds() / seconds for row in range(200)]
    assert 0.75 <= min(found) < 0.8
    assert 1.2 < max(found) < 1.25


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name in available() for kind in KINDS if getattr(load_pack(name), kind) is not None],
)
def test_a_complaint_rests_on_what_is_forbidden_or_on_a_ground_of_loss_or_on_the_convention(
    name: str, kind: Kind
) -> None:
    pack = load_pack(name)
    rules = pack.rules(kind)
    grounds = {one.id: one.clause for one in rules.losses} | {
        one.id: one.clause for one in rules.prohibitions
    }
    convention = "YQ 投诉：服务对象的意见由中心受理核查"
    secrecy = rules.secrecy.clause if rules.secrecy else convention
    assert complaint_clause(pack, kind, "quality") == convention
    assert complaint_clause(pack, kind, "fee") == grounds.get("fee", convention)
    assert complaint_clause(pack, kind, "secrecy") == grounds.get("secrecy", secrecy)


@pytest.mark.parametrize(("kind", "has_one"), [("expert", True), ("station", False)])
def test_an_agreement_is_signed_where_the_pack_has_one(kind: Kind, has_one: bool) -> None:
    life = service_agreement(NATIONAL, kind)
    if has_one:
        assert life.step("declined", "sign", {Role(kind)}).target == "signed"
    else:
        with pytest.raises(Refused):
            life.step("offered", "sign", {Role(kind)})


def test_a_paper_handed_in_is_missed_no_more() -> None:
    found = admission(NATIONAL, "expert", {}, papers=["form"])
    assert [paper.id for paper in found.papers_missing] == ["record"]


def test_a_refusal_says_its_text() -> None:
    assert str(Refused("full", "名额已满。")) == "名额已满。"


def test_who_is_certified_on_the_first_day_owes_the_whole_year() -> None:
    year = (date(2025, 7, 15), date(2026, 7, 14))
    rule = Year(clause="X 一", runs="anniversary", late_start="full_months")
    assert share_of_year(rule, year[0], year) == 1
    assert share_of_year(rule, year[0] + DAY, year) < 1


def test_one_who_scored_nothing_is_never_excellent() -> None:
    years = [
        MeritYear(name, Decimal(effect), Decimal(effect), 0, Decimal(0), True)
        for name, effect in (("甲", "0"), ("乙", "0"), ("丙", "1"))
    ]
    assert [one.id for one in excellent(NATIONAL, "expert", ranking(NATIONAL, "expert", years))] == ["丙"]


def test_the_first_quarter_of_the_coming_year_is_seen_ahead() -> None:
    facts = HolderFacts(
        7,
        "expert",
        "active",
        date(2026, 1, 1),
        date(2029, 1, 1),
        date(2026, 12, 30),
        YearRecord(Decimal(12), 30),
    )
    ladders = of_holder(NATIONAL, facts, date(2026, 12, 31))
    days = {reminder.key for reminder in all_due(ladders, date(2027, 4, 1))}
    assert "shortage:7:2027-04-01" in days
    assert not any(key.startswith("shortage") for key in {r.key for r in all_due(ladders, date(2027, 3, 31))})
