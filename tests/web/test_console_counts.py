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
from storage.tables import (
    Activity,
    Application,
    Attendance,
    Case,
    Diary,
    Enterprise,
    Expert,
    Need,
    Qualification,
    Rating,
    Station,
)
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SINCE, Site, serving
from tests.web.console import Desk, at_desk, open_desks, words
from web.console.lists.cells import CASE_KINDS, DIARY_STATES, NEED_STATES
from web.console.lists.pages import PAGES

PLACES = ("440881", "440802", "440800", "440803", "441900")
FIELDS = ("law", "tax", "hr", "finance")
OF_TRAINED = tuple((state, "guest") for state in ("signed_up", "declined", "attended", "absent"))
OF_GUESTS = (
    *OF_TRAINED,
    ("waiting", "guest"),
    ("speaks", "guest"),
    ("invited", "guest"),
    ("signed_up", "speaker"),
    ("attended", "speaker"),
)
"""States of those who have to do with an activity, each with their part in it."""
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
    firms = _firms(work)
    for number in range(60):
        _need(work, ids["shop"], firms, experts, chance)
        _application(work, ids["shop"], number, chance)
        _case(work, ids["shop"], chance)
        _diary(work, chance.choice(holders), experts, chance)
    work.flush()
    for one in work.session.scalars(select(Application).where(Application.state == "publicity")):
        work.session.add_all(_objection(one, ids["shop"]) for _ in range(chance.randrange(1, 4)))
    for number in range(12):
        _activity(work, number, experts, holders, chance)


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


def _firms(work: UnitOfWork) -> dict[str, list[int]]:
    """Two firms of each place, whose needs are there."""
    found: dict[str, list[int]] = {}
    for number, place in enumerate(PLACES * 2):
        firm = Enterprise(name=f"计数{number}厂", region=place, created_at=MONDAY)
        work.session.add(firm)
        work.flush()
        found.setdefault(place, []).append(firm.id)
    return found


def _need(
    work: UnitOfWork, person: int, firms: dict[str, list[int]], experts: list[int], chance: Random
) -> None:
    state = chance.choice(sorted(set(NEED_STATES) - {"closed"}))
    taken = state in ("accepted", "served", "rated")
    begun = MONDAY - _ago(chance)
    place = chance.choice(PLACES)
    need = Need(
        person_id=person, enterprise_id=chance.choice(firms[place]), text="合同的事想问问", domain=chance.choice(FIELDS), also=[],
        region=place, urgent=chance.random() < 0.3, focus=[], state=state, created_at=begun,
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


def _objection(one: Application, person: int) -> Case:
    return Case(
        kind="objection", about=None, person_id=person, against=one.name, application_id=one.id, region=one.region,
        text="有话要说", state="filed", filed_at=MONDAY,
    )  # fmt: skip


def _activity(work: UnitOfWork, number: int, experts: list[int], people: list[int], chance: Random) -> None:
    kind = chance.choice(["event", "training"])
    row = Activity(
        kind=kind, title=f"沙龙{number}", held_on=(MONDAY - _ago(chance)).date(), place="会议室",
        region=chance.choice(PLACES[:4]), holder="expert" if kind == "event" else None,
        holder_id=chance.choice(experts) if kind == "event" else None, person_id=people[0], created_at=MONDAY,
    )  # fmt: skip
    work.session.add(row)
    work.flush()
    for person in chance.sample(people, chance.randrange(len(people) // 2)):
        state, part = chance.choice(OF_GUESTS if kind == "event" else OF_TRAINED)
        work.session.add(
            Attendance(
                activity_id=row.id, holder="person", holder_id=person, person_id=person, state=state,
                part=part, changed_at=MONDAY,
            )
        )  # fmt: skip


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


def _column(desk: Desk, path: str, heading: str) -> Iterator[tuple[str, int]]:
    """What each line of a list leads to, and what stands in this column of it."""
    while path:
        page = desk.get(path)
        heads = [words(one).strip() for one in re.findall(r"<th[^>]*>(.*?)</th>", page, re.S)]
        place = next(at for at, one in enumerate(heads) if one.startswith(heading))
        for line in re.findall(r"<tr[^>]*data-line.*?</tr>", page, re.S):
            cells = re.findall(r"<td[^>]*>(.*?)</td>", line, re.S)
            figure = words(cells[place]).strip().replace(",", "")
            yield re.findall(r'href="/console([^"]+)"', line)[0], int(figure or 0)
        further = re.search(r'href="/console([^"]+)"[^>]*>下一页', page)
        path = unescape(further[1]) if further else ""


def _items(page: str, panel: str) -> list[str]:
    """The lines of a panel of a page."""
    found = re.search(rf"<h2[^>]*>{panel}.*?</h2>(.*?)</section>", page, re.S)
    return re.findall(r"<li.*?</li>", found[1], re.S) if found else []


def test_the_objections_of_a_line_are_those_on_its_page(desk: Desk) -> None:
    column = dict(_column(desk, "/publicity", "异议"))
    assert sum(column.values()) > 0
    for path, number in column.items():
        assert number == len(_items(desk.get(path), "异议")), path


def test_those_who_come_are_as_many_on_the_page_of_an_activity(desk: Desk) -> None:
    column = dict(_column(desk, "/activities", "报名"))
    assert len(set(column.values())) > 1
    for path, number in column.items():
        page = desk.get(path)
        said = re.search(r"报名 (\d+) 人", words(page))
        assert number == (int(said[1]) if said else len(_items(page, "参加"))), path


def test_what_is_not_done_for_a_firm_is_what_its_page_and_the_needs_have(desk: Desk) -> None:
    column = dict(_column(desk, "/firms", "没办完"))
    assert len(set(column.values())) > 1
    for path, number in column.items():
        page = desk.get(path)
        name = words(re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.S)[0]).strip()
        assert number == _said(desk.get(f"/needs?state=unanswered,open,accepted&q={name}")), path


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
