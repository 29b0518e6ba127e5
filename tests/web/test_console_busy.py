"""A busy morning in a real Chromium: two hundred things by keys alone and by thumb, two officers at once, three thousand rows of a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from storage.tables import DeskRow, Expert, Offer
from tests.web.busy_morning import ENDING, NEEDS, RETURNED, SILENT, UNSERVED, fill
from tests.web.conftest import SECRET, Site, serving
from tests.web.console import more_needs, open_desks
from tests.web.test_browser import chromium as chromium
from tests.web.test_console import count
from tests.web.test_console_browser import WIDTHS, opened

pytestmark = pytest.mark.browser
ALL_OF_THEM = 1 + NEEDS + SILENT + RETURNED + ENDING + UNSERVED
MOST_INTERACTIONS = 60
ROWS = 3000


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        yield site, open_desks(site)


def _left(page: Page) -> int:
    """The lines that one tap or a bundle clears; the year is decided on a page of its own."""
    expect(page.get_by_role("heading", level=1)).to_have_text("今天")
    return page.locator(".queue [data-line]:not(#l-year-2025)").count()


def _cleared(page: Page, tap: Callable[[str], None]) -> None:
    """Clear 今天 from the top; `tap` does what an officer would: «act» of the first line, «all» of a page, «up» to 今天."""
    while left := _left(page):
        bundle = page.locator("[data-line] .acts").first.locator("a", has_text="预览").count()
        tap("act")
        if not bundle:
            expect(page.locator(".queue [data-line]:not(#l-year-2025)")).to_have_count(left - 1)
            continue
        expect(page.locator("main form .go")).to_contain_text("预览")
        tap("all")
        expect(page.locator("main form .go")).to_contain_text("件")
        tap("all")
        expect(page.locator("main")).to_contain_text("办完了", timeout=60_000)
        tap("up")


@pytest.mark.soak
def test_two_hundred_things_are_cleared_by_keys_alone(
    own: tuple[Site, dict[str, int]], chromium: Browser
) -> None:
    site, ids = own
    fill(site, ids)
    pressed: list[str] = []
    with chromium.new_context(**WIDTHS[1366]) as context:
        page = opened(context, site)
        page.set_default_timeout(30_000)

        def press(key: str) -> None:
            page.wait_for_load_state("networkidle")  # keys are heard once the page's script is there
            pressed.append(key)
            page.keyboard.press(key)

        def tap(what: str) -> None:
            if what == "act" and not page.locator("[data-line][aria-current]").count():
                press("j")
            press({"act": "e", "all": "a", "up": "u"}[what])

        _cleared(page, tap)
    _all_is_done(site, len(pressed))


@pytest.mark.soak
def test_two_hundred_things_are_cleared_by_thumb(own: tuple[Site, dict[str, int]], chromium: Browser) -> None:
    site, ids = own
    fill(site, ids)
    taps: list[str] = []
    with chromium.new_context(**WIDTHS[360]) as context:
        page = opened(context, site)
        page.set_default_timeout(30_000)
        where = {
            "act": "[data-line] .acts a, [data-line] .acts button",
            "all": "main form .go",
            "up": "[data-up]",
        }

        def tap(what: str) -> None:
            taps.append(what)
            page.locator(where[what]).first.tap()

        _cleared(page, tap)
    _all_is_done(site, len(taps))


def _all_is_done(site: Site, interactions: int) -> None:
    assert ALL_OF_THEM >= 200
    assert interactions <= MOST_INTERACTIONS, interactions
    assert count(site, Offer) == NEEDS + 1
    assert count(site, DeskRow, DeskRow.state == "done") == NEEDS + 1 + SILENT + RETURNED


def test_two_officers_on_the_same_lines_act_once_and_each_is_told(
    own: tuple[Site, dict[str, int]], chromium: Browser
) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 4)
    enough = update(Expert).values(capacity=20)
    site.app.database.write(lambda work: work.session.execute(enough)).result()
    with chromium.new_context(**WIDTHS[1366]) as hers, chromium.new_context(**WIDTHS[1366]) as his:
        lin, he = opened(hers, site, "/queue/need"), opened(his, site, "/queue/need")
        cookie = {"name": "yiqi-console", "value": f"he.{SECRET}", "url": f"{site.base}/console"}
        his.add_cookies([cookie])  # type: ignore[list-item]  # a dict is what the protocol takes
        he.reload()
        expect(he.locator(".who")).to_contain_text("何正南")
        for page in (lin, he):
            page.locator("main form .go").first.click()
            expect(page.locator("main form .go")).to_contain_text("派出 5 件")
        lin.locator("main form .go").click()
        expect(lin.locator("main")).to_contain_text("办完了：5 件办好")
        he.locator("main form .go").click()
        expect(he.locator("main")).to_contain_text("5 件没动")
        assert count(site, Offer) == 5


@pytest.mark.soak
def test_three_thousand_rows_of_a_filter_are_previewed_and_each_has_its_result(
    own: tuple[Site, dict[str, int]], chromium: Browser
) -> None:
    site, ids = own
    more_needs(site, ids["shop"], ROWS - 1)
    enough = update(Expert).values(capacity=ROWS * 2)
    site.app.database.write(lambda work: work.session.execute(enough)).result()
    with chromium.new_context(**WIDTHS[1366]) as context:
        page = opened(context, site, "/needs?state=unanswered")
        page.set_default_timeout(120_000)
        expect(page.locator("h1 + p")).to_contain_text(f"{ROWS:,} 条")
        page.get_by_role("button", name="预览").click()
        expect(page.locator("main")).to_contain_text(f"{ROWS} 件会办", timeout=120_000)
        assert count(site, Offer) == 0, "a preview does nothing"
        page.get_by_label("件数多").fill(str(ROWS))
        page.get_by_role("button", name=f"派出 {ROWS} 件").click()
        expect(page.locator("main")).to_contain_text("正在办")
        expect(page.locator("main")).to_contain_text(f"办完了：{ROWS} 件办好", timeout=600_000)
        expect(page.locator("[data-line] .mark").first).to_have_text("办好了")
    assert count(site, DeskRow, DeskRow.state == "done") == ROWS
    assert count(site, Offer) == ROWS
