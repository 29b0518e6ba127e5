"""With whom somebody works stands on their page: the people of a station, teams and callings, what firms told on visits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.devtools.fixtures import Actor, enter
from storage.tables import Expert, Need, Station, StationClerk, Team, TeamMember, VisitNeed
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SINCE, Site, serving
from tests.web.console import at_desk, open_desks, words
from tests.web.test_console import _known

HEAD = Actor("陆站长", "station", "440881", unit="廉江服务站", certified=SINCE)
CLERK = Actor("小温", "enterprise", "440881", enterprise="廉江服务站办公室")
SECRET_WORDS = "老板说账上有一笔说不清的款"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        ids = open_desks(site)
        yield site, ids | site.app.database.write(lambda work: _put(work, site, ids)).result()


def _put(work: UnitOfWork, site: Site, ids: dict[str, int]) -> dict[str, int]:
    head, clerk = (enter(work, one, [("web", one.name)], site.app.rules, MONDAY) for one in (HEAD, CLERK))
    work.flush()
    station = work.session.scalars(select(Station.id).where(Station.person_id == head)).one()
    add = work.session.add
    add(StationClerk(station_id=station, person_id=clerk, role="clerk", invited_by=head, joined_at=MONDAY))
    expert = work.session.get_one(Expert, ids["expert peng"])
    expert.calling, expert.retired = "legal", True
    team = Team(name="劳资小分队", region="440881", person_id=ids["lin"], created_at=MONDAY)
    add(team)
    work.flush()
    for one in (ids["expert peng"], ids["expert wei"]):
        add(TeamMember(team_id=team.id, expert_id=one, joined_at=MONDAY))
        work.flush()
    told: dict[str, Any] = {
        "enterprise": "说了心事的厂", "text": SECRET_WORDS, "domain": "law", "also": [], "region": "440881",
        "urgent": False, "asked_at": MONDAY,
    }  # fmt: skip
    add(VisitNeed(person_id=head, code_hash="1" * 64, state="asked", **told))
    add(VisitNeed(person_id=head, code_hash="2" * 64, state="agreed", need_id=ids["need"], **told))
    return {"head": head, "clerk": clerk}


def test_a_station_s_page_has_its_people_and_its_visits(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    page = desk.get(f"/people/{ids['head']}")
    assert "站里的人" in page
    assert f'href="/console/people/{ids["clerk"]}"' in page
    assert "经办人 小温" in words(page)
    assert "1 件等企业答复" in words(page)
    assert f"企业同意了，{ids['need']} 号需求" in words(page)
    assert SECRET_WORDS not in page, "before the firm agrees nobody reads it"
    assert "说了心事的厂" not in page
    assert "廉江服务站，经办人" in words(desk.get(f"/people/{ids['clerk']}"))


def test_an_expert_s_page_has_calling_and_teams(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    page = words(at_desk(site, "lin").get(f"/people/{ids['peng']}"))
    assert "劳资小分队（队长）" in page
    assert "法律专家" in page
    assert "退休" in page
    other = words(at_desk(site, "far").get(f"/people/{ids['wei']}"))
    assert "劳资小分队" in other
    assert "队长" not in other


def test_a_need_says_that_it_was_told_on_a_visit(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    desk = at_desk(site, "lin")
    assert "廉江服务站走访时记下" in words(desk.get(f"/needs/{ids['need']}"))
    assert "走访时说的" in words(desk.get(f"/firms/{_known(site, ids)['firm']}"))


def test_a_firm_s_page_shows_no_need_of_another_place(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    firm = _known(site, ids)["firm"]

    def elsewhere(work: UnitOfWork) -> None:
        here = work.session.get_one(Need, ids["need"])
        there = {
            "person_id": here.person_id,
            "enterprise_id": firm,
            "domain": "law",
            "also": [],
            "focus": [],
            "state": "open",
        }
        work.session.add(
            Need(text="分厂那边的官司", region="130102", created_at=MONDAY, urgent=False, **there)
        )

    site.app.database.write(elsewhere).result()
    page = words(at_desk(site, "lin").get(f"/firms/{firm}"))
    assert f"{ids['need']} 号" in page
    assert "分厂那边的官司" not in page


def test_who_leaves_a_team_or_a_station_is_on_no_page(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own

    def leave(work: UnitOfWork) -> None:
        for table in (StationClerk, TeamMember):
            for row in work.session.scalars(select(table)):
                work.session.delete(row)

    site.app.database.write(leave).result()
    desk = at_desk(site, "lin")
    assert "站里的人" not in desk.get(f"/people/{ids['head']}")
    assert "服务队" not in desk.get(f"/people/{ids['peng']}")
