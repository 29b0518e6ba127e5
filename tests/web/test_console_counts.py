"""Every count on a page of the console is that of the list it leads to, whatever the world is like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from random import Random

import pytest
from sqlalchemy import select

from bot.devtools.fixtures import Actor, enter
from programme.application import STATES as OF_APPLICATIONS
from programme.qualification import STATES as OF_TITLES
from storage.tables import Application, Case, Diary, Enterprise, Expert, Need, Qualification, Rating, Station
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SINCE, Site, serving
from tests.web.console import Desk, at_desk, open_desks, words
from web.console.lists.cells import CASE_KINDS, DIARY_STATES, NEED_STATES
from web.console.lists.pages import PAGES

PLACES = ("440881", "440802", "440800", "440803", "441900")
FIELDS = ("law", "tax", "hr", "finance")
MOST_DAYS = 500
"""How long ago what stands may have begun: more than a year."""


@pytest.fixture(params=[3, 17], scope="module")
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The officer of a prefecture in which anything may stand in any state."""
    with serving(tmp_path_factory.mktemp("counts")) as site:
        ids, chance = open_desks(site), Random(request.param)
        site.app.database.write(lambda work: _fill(work, site, ids, chance)).result()
        yield at_desk(site, "lin")


def _fill(work: UnitOfWork, site: Site, ids: dict[str, int], chance: Random) -> None:
    holders = [_holder(work, site, number, chance) for number in range(40)]
    work.flush()
    for title in work.session.scalars(select(Qualification).where(Qualification.holder_id > 0)):
        title.state = chance.choice(sorted(OF_TITLES))
        title.silent_since = MONDAY.date() - timedelta(days=chance.randrange(400))
    experts = [*work.session.scalars(select(Expert.id))]
    firm = work.session.scalars(select(Enterprise.id)).first() or 0
    for number in range(60):
        _need(work, ids["shop"], firm, experts, chance)
        _application(work, ids["shop"], number, chance)
        _case(work, ids["shop"], chance)
        _diary(work, chance.choice(holders), experts, chance)


def _ago(chance: Random) -> timedelta:
    return timedelta(hours=chance.randrange(24 * MOST_DAYS))


def _holder(work: UnitOfWork, site: Site, number: int, chance: Random) -> int:
    kind = chance.choice(["expert", "station"])
    actor = Actor(
        f"某{number:02}",
        kind,
        chance.choice(PLACES),
        unit=f"单位{number:02}",
        domains=("tax",),
        certified=SINCE,
    )
    return enter(work, actor, [("web", f"h{number}")], site.app.rules, MONDAY)


def _need(work: UnitOfWork, person: int, firm: int, experts: list[int], chance: Random) -> None:
    state = chance.choice(sorted(set(NEED_STATES) - {"closed"}))
    taken = state in ("accepted", "served", "rated")
    begun = MONDAY - _ago(chance)
    need = Need(
        person_id=person, enterprise_id=firm, text="合同的事想问问", domain=chance.choice(FIELDS), also=[],
        region=chance.choice(PLACES), urgent=chance.random() < 0.3, focus=[], state=state, created_at=begun,
        expert_id=chance.choice(experts) if taken else None, accepted_at=begun if taken else None,
        served_at=MONDAY if state in ("served", "rated") else None,
    )  # fmt: skip
    work.session.add(need)
    work.flush()
    if state == "rated":
        work.session.add(Rating(need_id=need.id, expert_id=need.expert_id or 0, stars=5, created_at=MONDAY))


def _application(work: UnitOfWork, person: int, number: int, chance: Random) -> None:
    row = Application(
        person_id=person, kind=chance.choice(["expert", "station"]), pack="national-2023", name=f"申{number}", unit="某所",
        region=chance.choice(PLACES), domains=["finance"], answers={}, papers=[], reason="",
        state=chance.choice(sorted(OF_APPLICATIONS)), submitted_at=MONDAY - _ago(chance),
    )  # fmt: skip
    if row.state == "publicity":
        row.published_on, row.publicity_ends = MONDAY.date(), MONDAY.date() + timedelta(days=5)
    work.session.add(row)


def _case(work: UnitOfWork, person: int, chance: Random) -> None:
    row = Case(
        kind=chance.choice(sorted(CASE_KINDS)), about=None, person_id=person, against="某某", region=chance.choice(PLACES),
        text="说了件事", state=chance.choice(["filed", "examined", "upheld", "dismissed"]), filed_at=MONDAY - _ago(chance),
    )  # fmt: skip
    work.session.add(row)


def _diary(work: UnitOfWork, person: int, experts: list[int], chance: Random) -> None:
    station = work.session.scalars(select(Station.id).where(Station.person_id == person)).first()
    holder, key = ("station", station) if station else ("expert", chance.choice(experts))
    row = Diary(
        holder=holder, holder_id=key, person_id=person, served_on=(MONDAY - _ago(chance)).date(), hours=2, enterprises=1,
        names=[], domains=["tax"], outcome="看了账", state=chance.choice(sorted(DIARY_STATES)), recorded_at=MONDAY,
    )  # fmt: skip
    work.session.add(row)


def _said(page: str) -> int:
    """How many rows a list says that it has."""
    found = re.search(r"<h1>.*?</h1><p>(?:共 )?([\d,]+) ", page)
    assert found, words(page)[:300]
    return int(found[1].replace(",", ""))


def _shown(desk: Desk, path: str) -> int:
    """How many rows one counts who turns all pages."""
    number = 0
    while path:
        page = desk.get(path)
        number += len(re.findall(r"data-line", page.partition('<main id="main"')[2]))
        further = re.search(r'href="/console([^"]+)"[^>]*>下一页', page)
        path = unescape(further[1]) if further else ""
    return number


def _queries(name: str) -> Iterator[str]:
    """Each view of a list, and each option of each of its filters."""
    page = PAGES[name]
    yield from {"", *(query for _, query in page.views)}
    for one in page.filters:
        values = [value for value, _ in one.options]
        values += [*PLACES] if one.places else ["2025-09-01"] if one.is_day else []
        yield from (f"{one.name}={value}" for value in values)


@pytest.mark.parametrize("name", PAGES)
def test_a_list_has_as_many_rows_as_it_says(desk: Desk, name: str) -> None:
    for query in _queries(name):
        path = f"/{name}?{query}"
        assert _said(desk.get(path)) == _shown(desk, path), path


def test_a_figure_is_the_number_of_the_list_behind_it(desk: Desk) -> None:
    tables = desk.get("/figures").split("<table")
    row = re.compile(r'<tr><td><a href="/console([^"]+)">.*?</a></td>(.*?)</tr>', re.S)
    seen = 0
    for table in tables:
        place = -1 if "按地区和领域" in table else 0
        for path, cells in row.findall(table):
            figures = [int(one or 0) for one in re.findall(r'<td class="num">(\d*)</td>', cells)]
            assert figures[place] == _said(desk.get(unescape(path))), (path, cells)
            seen += 1
    assert seen > 4


def test_what_a_bundle_says_is_what_is_behind_it(desk: Desk) -> None:
    page = desk.get()
    bundles = re.findall(r'href="/console(/queue/\w+)"[^>]*>(\d+) ', page)
    assert bundles
    for path, number in bundles:
        assert int(number) == _shown(desk, path), path
        assert f"{number} " in words(desk.get(path))


def test_the_groups_of_today_add_up(desk: Desk) -> None:
    page = words(desk.get())
    total = re.search(r"待办 (\d+) 件", page)
    groups = re.findall(r"(?:已经超时|今天到期|等您决定|知道一下|年度考核) (\d+)", page)
    assert total
    assert sum(map(int, groups)) == int(total[1])


@pytest.mark.parametrize("query", ["state=unanswered", "state=open,unanswered&urgent=1", ""])
def test_a_preview_of_many_is_of_all_that_the_list_has(desk: Desk, query: str) -> None:
    said = _said(desk.get(f"/needs?{query}"))
    page = desk.post("/bulk", deed="assign", page="needs", query=query)
    assert f"共 {said} 件" in words(page)


def test_what_leaves_as_a_file_is_what_is_listed(desk: Desk) -> None:
    from documents.rosters.sheets import sheets

    for name, query in (("needs", "state=open"), ("experts", "place=440881"), ("cases", "")):
        said = _said(desk.get(f"/{name}?{query}"))
        answer = desk.client.post("/console/export", data={"page": name, "query": query})
        rows = [
            line for sheet in sheets(answer.content) for line in sheet.lines if str(line.cells[0]).isdigit()
        ]
        assert len(rows) == said, name
