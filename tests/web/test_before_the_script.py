"""What is tapped and typed on a slow line, before a page's script has come: nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.conftest import Site
from tests.web.console import at_desk, open_desks
from tests.web.test_browser import PHONE
from tests.web.test_browser import chromium as chromium
from tests.web.test_console import ROUTES, _known
from tests.web.test_public import PAGES
from web.offline import offline_page

WORDS = "有个员工没签劳动合同，现在要我们赔双倍工资"
FACTORY = "/demo/as/factory-zhang"
VOID = ("br", "hr", "img", "input", "link", "meta", "wbr")


@contextmanager
def on_a_slow_line(chromium: Browser, address: str) -> Iterator[tuple[Page, list[Route]]]:
    """A page whose scripts are still under way, and the scripts, to be let through."""
    with chromium.new_context(**PHONE) as context:
        held: list[Route] = []
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.route("**/chat.js", lambda route: held.append(route))
        page.goto(address, wait_until="commit")
        page.locator("#composer .send").wait_for()
        yield page, held


def touch(page: Page, selector: str) -> None:
    """A finger at that place, whatever the page thinks of it."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def comes(page: Page, held: list[Route]) -> None:
    """The script has come through at last."""
    for route in held:
        route.continue_()
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")


@pytest.mark.browser
def test_what_is_written_before_the_script_is_kept_and_sent_once(own_site: Site, chromium: Browser) -> None:
    with on_a_slow_line(chromium, f"{own_site.base}{FACTORY}") as (page, held):
        home = page.url
        page.get_by_label("消息").fill(WORDS)
        touch(page, "#composer .send")
        touch(page, ".quick button")
        comes(page, held)
        assert page.url == home
        expect(page.get_by_label("消息")).to_have_value(WORDS)
        expect(page.locator("#lines .me")).to_have_count(0)
        page.get_by_role("button", name="发送").tap()
        expect(page.locator("#lines .me .text")).to_have_text([WORDS])
        expect(page.get_by_role("button", name="确认")).to_be_visible()
        expect(page.locator("button:disabled")).to_have_count(0)


@pytest.mark.browser
def test_a_draft_of_before_stands_above_what_is_written_meanwhile(own_site: Site, chromium: Browser) -> None:
    with on_a_slow_line(chromium, f"{own_site.base}{FACTORY}") as (page, held):
        page.evaluate("localStorage.setItem(`draft ${location.pathname}`, '昨天写了一半')")
        page.get_by_label("消息").fill("还有一件")
        comes(page, held)
        expect(page.get_by_label("消息")).to_have_value("昨天写了一半\n还有一件")


@pytest.mark.browser
def test_a_photo_chosen_before_the_script_is_shown_and_sent(
    own_site: Site, chromium: Browser, tmp_path: Path
) -> None:
    photo = tmp_path / "合同.png"
    Image.new("RGB", (80, 60), "teal").save(photo)
    with on_a_slow_line(chromium, f"{own_site.base}{FACTORY}") as (page, held):
        page.locator("#file").set_input_files(photo)
        comes(page, held)
        expect(page.get_by_role("group", name="要发送的文件")).to_contain_text("合同.png")
        page.get_by_role("button", name="发送").tap()
        expect(page.locator("#lines .picture")).to_have_count(1)


class Idle(HTMLParser):
    """What of a page does nothing as long as no script runs, and can be tapped all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.unseen: list[str] = []
        self.leads = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        shut = "hidden" in given or (tag == "dialog" and "open" not in given)
        if tag not in VOID and (self.unseen or shut):
            self.unseen.append(tag)
        if tag == "form":
            self.leads = "action" in given or "method" in given
        if tag == "button" and not self.unseen and "disabled" not in given and not self._answered(given):
            self.found.append(self.get_starttag_text() or "")

    def _answered(self, given: dict[str, str | None]) -> bool:
        return "formaction" in given or (self.leads and given.get("type") != "button")

    def handle_endtag(self, tag: str) -> None:
        self.leads = self.leads and tag != "form"
        while tag in self.unseen and self.unseen.pop() != tag:
            pass


def idle(html: str) -> list[str]:
    """The buttons that a finger finds and nothing answers."""
    reader = Idle()
    reader.feed(html)
    return reader.found


def test_no_page_offers_a_button_that_only_a_script_answers(own_site: Site) -> None:
    ids = _known(own_site, open_desks(own_site))
    lin, guest = at_desk(own_site, "lin"), own_site.newcomer()
    public = {
        path: guest.client.get(path, follow_redirects=True).text
        for path in (*PAGES, "/", guest.home, FACTORY, "/staff/")
    }
    own = {path: lin.client.get("/console" + path.format_map(ids)).text for path in (*ROUTES, "/me", "/more")}
    pages = public | own | {"offline": offline_page([])}
    assert {path: found for path, html in pages.items() if (found := idle(html))} == {}
