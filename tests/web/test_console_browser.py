"""The console in a real Chromium: by keys alone, by thumb, without scripts, and as machines check what people with poor sight meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from storage.tables import Offer
from tests.web.conftest import SECRET, Site, serving
from tests.web.console import more_needs, open_desks
from tests.web.test_browser import chromium as chromium
from tests.web.test_console import count

pytestmark = pytest.mark.browser
WIDTHS: dict[int, dict[str, Any]] = {
    360: {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    390: {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    768: {"viewport": {"width": 768, "height": 1024}},
    1366: {"viewport": {"width": 1366, "height": 768}},
    1440: {"viewport": {"width": 1440, "height": 900}},
}
PAGES = (
    "",
    "/needs",
    "/needs?look=board",
    "/experts",
    "/people/{peng}",
    "/needs/{need}",
    "/figures",
    "/audit",
    "/notices",
    "/years",
    "/stories",
    "/settings",
    "/settings/centre/440800",
    "/imports",
    "/imports/new",
    "/more",
    "/me",
    "/search?q=pjy",
)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        yield site, open_desks(site)


def opened(context: BrowserContext, site: Site, path: str = "") -> Page:
    """A page of the console, signed in as the reviewer; whatever it complains of fails the test."""
    cookie: Any = {"name": "yiqi-console", "value": f"lin.{SECRET}", "url": f"{site.base}/console"}
    context.add_cookies([cookie])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    visit(page, f"{site.base}/console{path}")
    return page


def visit(page: Page, address: str) -> None:
    """Open a page that is there."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address


def is_sound(page: Page) -> None:
    """Nothing sticks out sideways; axe finds nothing serious."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    serious = [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious, (page.url, serious)


def test_a_morning_by_keys_alone(own: tuple[Site, dict[str, int]], chromium: Browser, tmp_path: Path) -> None:
    site, ids = own
    more_needs(site, ids["shop"], 1)
    with chromium.new_context(**WIDTHS[1366]) as context:
        page = opened(context, site)
        is_sound(page)
        page.screenshot(path=tmp_path / "today-1366.png")
        waiting = page.locator("[data-line]").count()
        page.keyboard.press("j")
        for number in (1, 2):
            expect(page.locator("[data-line][aria-current]")).to_have_count(1)
            page.keyboard.press("e")
            expect(page.locator("[data-line]")).to_have_count(waiting - number)
            expect(page.locator("#said")).to_contain_text("已派给")
            assert count(site, Offer) == number
        page.keyboard.press("z")
        expect(page.locator("#said")).to_contain_text("撤回了")
        assert count(site, Offer) == 1
        page.keyboard.press("g")
        page.keyboard.press("n")
        expect(page.get_by_role("heading", level=1)).to_have_text("需求")
        page.wait_for_load_state()  # keys are heard once the page's script is there
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()


def test_a_morning_by_thumb(own: tuple[Site, dict[str, int]], chromium: Browser, tmp_path: Path) -> None:
    site, _ = own
    with chromium.new_context(**WIDTHS[360]) as context:
        page = opened(context, site)
        is_sound(page)
        page.screenshot(path=tmp_path / "today-360.png")
        for target in page.locator(".item .acts button:visible, .item .acts a:visible, .tabs a").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        page.locator(".item .acts button").first.tap()
        expect(page.locator("#said")).to_contain_text("已派给")
        page.get_by_role("button", name="撤回").tap()
        expect(page.locator("#said")).to_contain_text("撤回了")
        assert count(site, Offer) == 0


def test_all_of_it_works_without_scripts(own: tuple[Site, dict[str, int]], chromium: Browser) -> None:
    site, _ = own
    with chromium.new_context(**WIDTHS[1366], java_script_enabled=False) as context:
        page = opened(context, site)
        page.locator(".item .acts button").first.click()
        expect(page.locator("#said")).to_contain_text("已派给")
        page.get_by_role("button", name="撤回").click()
        expect(page.locator("#said")).to_contain_text("撤回了")
        visit(page, f"{site.base}/console/needs")
        page.get_by_label("状态").select_option("unanswered")
        page.get_by_role("button", name="筛选").click()
        assert "state=unanswered" in page.url
        assert count(site, Offer) == 0


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_at_every_width(
    own: tuple[Site, dict[str, int]], chromium: Browser, width: int, scheme: Any, tmp_path: Path
) -> None:
    site, ids = own
    with chromium.new_context(**WIDTHS[width], color_scheme=scheme) as context:
        for path in PAGES:
            page = opened(context, site, path.format_map(ids))
            is_sound(page)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            if width >= 768:
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
            page.close()
