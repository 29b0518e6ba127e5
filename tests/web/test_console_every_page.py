"""Every page of the console, by its routes: each is opened, and each is looked at as machines check what people with poor sight meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlalchemy import update
from starlette.routing import Route, compile_path

from actions.activities.stories import Words, write_case
from actions.offers.chat import say_in_chat
from storage.queries.people.speakers import by_person
from storage.tables import Activity, Attendance, Diary, Expert, Need, Outbox
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import at_desk, more_needs, open_desks
from tests.web.test_browser import chromium as chromium
from tests.web.test_console import _application, _case, _known
from tests.web.test_console_browser import WIDTHS, is_sound, opened
from tests.web.test_console_imports import DOUBTFUL, _form, _sent
from web.console.pages import routes
from web.console.session import HOME

PATHS = (
    "",
    "/queue/need",
    "/me",
    "/more",
    "/search?q=pjy",
    "/needs",
    "/needs?look=board",
    "/needs?state=rated&place=440881",
    "/applications",
    "/publicity",
    "/cases",
    "/experts",
    "/stations",
    "/firms",
    "/diaries",
    "/activities",
    "/stories",
    "/imports",
    "/imports/new",
    "/imports/1",
    "/needs/{need}",
    "/needs/{taken}/chat",
    "/people/{peng}",
    "/people/{peng}/erase",
    "/people/{peng}/export",
    "/firms/{firm}",
    "/cases/{case}",
    "/diaries/{diary}",
    "/activities/{event}",
    "/applications/{application}",
    "/matter/application/{application}",
    "/ask/close_need/{need}",
    "/decide/revoke/{title}",
    "/decide/pass/{application}",
    "/decide/uphold_complaint/{case}",
    "/stories/{story}",
    "/audit",
    "/undelivered",
    "/figures",
    "/years",
    "/years/2025",
    "/notices",
    "/settings",
    "/settings/centre/440800",
    "/settings/weight/wish",
    "{bulk}",
)
NO_PAGES = (".png", "/photos/", "/photo", "/chat/{line}")
"""Pictures and files."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, list[str]]]:
    """A site with something on every page, and the addresses of all of them."""
    with serving(tmp_path_factory.mktemp("every")) as site:
        ids = _known(site, open_desks(site))
        more_needs(site, ids["shop"], 8)
        ids |= {"case": _case(site, ids["shop"]), "application": _application(site, ids["shop"])}
        _application(site, ids["shop"], "publicity")
        ids |= site.app.database.write(lambda work: _put(work, ids)).result()
        desk = at_desk(site, "lin")
        desk.post("/imports/take", **_form(desk.post("/imports/trial", **_form(_sent(desk, DOUBTFUL)))))
        desk.post(f"/people/{ids['peng']}/say", reply="下周三有沙龙", back="/console")
        _lose(site)
        run = desk.client.post("/console/bulk", data={"deed": "assign", "scope": "queue:need"})
        bulk = run.headers["location"].removeprefix(HOME)
        yield site, [path.format(**ids, bulk=bulk) for path in PATHS]


def _put(work: UnitOfWork, ids: dict[str, int]) -> dict[str, int]:
    """A service of which its two sides have written, its diary, a case of it, and an activity with one who comes."""
    firm = work.session.get_one(Need, ids["need"]).enterprise_id
    need = Need(
        person_id=ids["shop"], enterprise_id=firm, text="合同看不懂", domain="law", also=[], region="440881", urgent=False,
        focus=[], state="accepted", expert_id=ids["expert peng"], accepted_at=MONDAY, created_at=MONDAY,
    )  # fmt: skip
    diary = Diary(
        holder="expert", holder_id=ids["expert peng"], person_id=ids["peng"], served_on=MONDAY.date(), hours=2, enterprises=1,
        names=["蓝屿水产食品有限公司"], domains=["law"], outcome="看了合同", state="recorded", recorded_at=MONDAY,
    )  # fmt: skip
    event = Activity(
        kind="event", title="税收优惠沙龙", held_on=MONDAY.date(), place="园区会议室", region="440881", holder="expert",
        holder_id=ids["expert peng"], person_id=ids["peng"], begins=840, finishes=960, capacity=1, created_at=MONDAY,
    )  # fmt: skip
    work.session.add_all([need, diary, event])
    work.session.flush()
    say_in_chat(work, by_person(work, ids["peng"]), need.id, "周三下午三点到厂里看合同", MONDAY)
    need.state = "served"
    coming: dict[str, Any] = {"holder": "person", "state": "signed_up", "changed_at": MONDAY}
    work.session.add(Attendance(activity_id=event.id, holder_id=ids["shop"], person_id=ids["shop"], **coming))
    said = Words("一份合同省下两万元", "专家看了合同，指出三处不清楚的地方。")
    story = write_case(work, by_person(work, ids["lin"]), need.id, said, MONDAY)
    work.session.execute(update(Expert).where(Expert.id == ids["expert peng"]).values(calling="legal"))
    return {"taken": need.id, "diary": diary.id, "event": event.id, "story": story}


def _lose(site: Site) -> None:
    lost = update(Outbox).where(Outbox.kind == "announced").values(state="dead")
    site.app.database.write(lambda work: work.session.execute(lost)).result()


def test_every_page_is_there(full: tuple[Site, list[str]]) -> None:
    site, paths = full
    desk = at_desk(site, "lin")
    for path in paths:
        answer = desk.client.get(f"/console{path}")
        assert answer.status_code == 200, (path, answer.status_code)
    asked = [f"{HOME}{path}".partition("?")[0] for path in paths]
    pages = [one for one in routes if isinstance(one, Route) and "GET" in (one.methods or ())]
    opened_ones = {one.path for one in pages for path in asked if compile_path(one.path)[0].match(path)}
    known = {one.path for one in pages if not any(mark in one.path for mark in NO_PAGES)}
    assert known - opened_ones == set()


@pytest.mark.soak
@pytest.mark.browser
@pytest.mark.timeout(900)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_every_page_is_sound(
    full: tuple[Site, list[str]], chromium: Browser, width: int, scheme: Any, tmp_path: Path
) -> None:
    site, paths = full
    with chromium.new_context(**WIDTHS[width], color_scheme=scheme) as context:
        for number, path in enumerate(paths):
            page = opened(context, site, path)
            is_sound(page)
            page.screenshot(path=tmp_path / f"{number:02}-{width}-{scheme}.png", full_page=True)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            if width >= 768:
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            page.close()
