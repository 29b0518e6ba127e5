"""Pages that lie behind others, in a real Chromium: an import with errors step by step, a story, what is taken out, an activity, a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from actions.activities.stories import Words, write_case
from actions.offers.chat import say_in_chat
from storage.queries.people.speakers import by_person
from storage.tables import Activity, Application, Attendance, Need
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import open_desks
from tests.web.test_browser import chromium as chromium
from tests.web.test_console import count
from tests.web.test_console_browser import WIDTHS, is_sound, opened
from tests.web.test_console_imports import EXPERTS

pytestmark = pytest.mark.browser


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    """Offices, a service of which its two sides have written and a case that waits for both, and an activity with one who comes and one who waits."""
    with serving(tmp_path) as site:
        ids = open_desks(site)

        def put(work: UnitOfWork) -> dict[str, int]:
            need = work.session.get_one(Need, ids["need"])
            need.state, need.expert_id, need.accepted_at = "accepted", ids["expert peng"], MONDAY
            work.session.flush()
            say_in_chat(work, by_person(work, ids["peng"]), need.id, "周三下午三点到厂里看合同", MONDAY)
            need.state = "served"
            event = Activity(
                kind="event", title="税收优惠沙龙", held_on=MONDAY.date(), place="园区会议室", region="440881", holder="expert",
                holder_id=ids["expert peng"], person_id=ids["peng"], begins=840, finishes=960, capacity=1, created_at=MONDAY,
            )  # fmt: skip
            work.session.add(event)
            work.session.flush()
            for who, state in (("shop", "signed_up"), ("mill", "waiting")):
                work.session.add(
                    Attendance(
                        activity_id=event.id, holder="person", holder_id=ids[who], person_id=ids[who], state=state, changed_at=MONDAY
                    )
                )  # fmt: skip
            said = Words("一份合同省下两万元", "专家看了合同，指出三处不清楚的地方。")
            story = write_case(work, by_person(work, ids["lin"]), need.id, said, MONDAY)
            return {"event": event.id, "story": story}

        yield site, ids | site.app.database.write(put).result()


def _is_sound_at_twice_the_letters(page: Page, picture: Path, width: int) -> None:
    is_sound(page)
    page.screenshot(path=picture, full_page=True)
    if width >= 768:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        page.evaluate("document.documentElement.style.fontSize = ''")


def _sent(context: BrowserContext, site: Site, text: str) -> Page:
    page = opened(context, site, "/imports/new")
    file = {"name": "名单.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("input[type=file]").set_input_files([file])  # type: ignore[arg-type]  # a file that is made up
    page.get_by_role("button", name="看这份名单").click()
    return page


@pytest.mark.parametrize("width", [390, 1366])
def test_an_import_with_errors(
    own: tuple[Site, dict[str, int]], chromium: Browser, width: int, tmp_path: Path
) -> None:
    site, _ = own
    with chromium.new_context(**WIDTHS[width]) as context:
        page = _sent(context, site, EXPERTS)
        expect(page.locator("main")).to_contain_text("税收筹划")
        _is_sound_at_twice_the_letters(page, tmp_path / f"columns-{width}.png", width)
        page.get_by_role("button", name="看每一行会怎样").click()
        expect(page.locator("main")).to_contain_text(re.compile(r"有误\s*1 行"))
        expect(page.locator("main")).to_contain_text("现在还什么都没有写")
        _is_sound_at_twice_the_letters(page, tmp_path / f"rows-{width}.png", width)
        page.get_by_label("认定依据").fill("湛江市中心2026年2月认定")
        page.get_by_role("button", name="导入 2 行").click()
        expect(page.locator("main")).to_contain_text("1 号导入写好了")
        _is_sound_at_twice_the_letters(page, tmp_path / f"done-{width}.png", width)
        assert count(site, Application, Application.name == "冯新勇") == 1
        assert count(site, Application, Application.name == "梁燕海") == 0
        with page.expect_download() as download:
            page.get_by_role("button", name="下载要改的 1 行").click()
        assert download.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("width", [390, 1366])
def test_pages_behind_others_are_sound(
    own: tuple[Site, dict[str, int]], chromium: Browser, width: int, tmp_path: Path
) -> None:
    site, ids = own
    paths = (
        "/stories/{story}",
        "/people/{peng}/export",
        "/activities/{event}",
        "/needs/{need}/chat",
        "/people/{peng}/erase",
    )
    with chromium.new_context(**WIDTHS[width]) as context:
        for path in paths:
            page = opened(context, site, path.format_map(ids))
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            name = path.strip("/").replace("/", "-").translate({ord("{"): None, ord("}"): None})
            _is_sound_at_twice_the_letters(page, tmp_path / f"{name}-{width}.png", width)
            page.close()
