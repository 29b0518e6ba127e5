"""The public pages and what the chat has learned, in a real Chromium: on a phone and a desk, without scripts, as an app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from storage.queries.people.speakers import by_account
from storage.tables import Outbox
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, Site, serving
from tests.web.test_browser import DESK, PHONE, fits, last, mine, opened, say
from tests.web.test_browser import chromium as chromium
from tests.web.test_console_browser import is_sound, visit
from tests.web.test_public import PAGES, REASON, announced, offered, publicised, specialised, told

pytestmark = pytest.mark.browser
WIDTHS = {
    360: PHONE | {"viewport": {"width": 360, "height": 740}},
    1366: {"viewport": {"width": 1366, "height": 768}},
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, tuple[str, ...]]]:
    """A site with something on every page, and the addresses of all of them."""
    with serving(tmp_path_factory.mktemp("public")) as site:
        specialised(site, "劳动仲裁、工伤赔偿")
        announced(site)
        event = announced(site, title="社保新规讲座", held_on=MONDAY.date())
        offered(site)
        story = told(site, "released")
        key = publicised(site)
        yield (
            site,
            (
                *PAGES,
                "/",
                "/staff/",
                "/offline",
                f"/publicity/{key}/object",
                f"/events/{event}",
                f"/news/{story}",
            ),
        )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_public_page_is_sound(
    full: tuple[Site, tuple[str, ...]], chromium: Browser, width: int, tmp_path: Path
) -> None:
    site, pages = full
    with chromium.new_context(**WIDTHS[width], java_script_enabled=True) as context:
        page = context.new_page()
        page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
        for path in pages:
            visit(page, f"{site.base}{path}")
            is_sound(page)
            page.screenshot(path=tmp_path / f"{path.strip('/').replace('/', '-')}-{width}.png")
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.soak
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 390, 768, 1366, 1440])
def test_every_public_page_at_every_width(
    full: tuple[Site, tuple[str, ...]], chromium: Browser, width: int, scheme: Any, tmp_path: Path
) -> None:
    site, pages = full
    shape: Any = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with chromium.new_context(**shape) as context:
        page = context.new_page()
        for path in pages:
            visit(page, f"{site.base}{path}")
            is_sound(page)
            page.screenshot(
                path=tmp_path / f"{path.strip('/').replace('/', '-')}-{width}-{scheme}.png", full_page=True
            )
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_an_objection_without_scripts_by_keys(full: tuple[Site, tuple[str, ...]], chromium: Browser) -> None:
    site, _ = full
    with chromium.new_context(**DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.base}/publicity")
        page.get_by_role("link", name="对何志强提异议").press("Enter")
        page.get_by_label("理由和依据").fill(REASON)
        page.get_by_role("button", name="提交异议").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("同意了才能提交")
        expect(page.get_by_label("理由和依据")).to_have_value(REASON)
        page.get_by_label("同意把上面写的存下来").check()
        page.get_by_role("button", name="提交异议").press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("号异议")
        assert re.search(r"/publicity/\d+/object$", page.url)


def test_the_named_expert_is_written_in_the_chat_and_not_sent(
    full: tuple[Site, tuple[str, ...]], chromium: Browser
) -> None:
    site, _ = full
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{site.base}/experts")
        page.get_by_role("link", name="请李律师帮忙").tap()
        expect(page.get_by_label("消息")).to_have_value("请李律师帮忙，")
        assert "#" not in page.url
        assert mine(page) == []


def test_a_link_to_a_need_asks_for_it_in_one_s_own_chat(own_site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{own_site.base}/demo/as/factory-zhang")
        say(page, "有个员工没签劳动合同，现在要我们赔双倍工资")
        page.get_by_role("button", name="确认").tap()
        expect(page.locator("#lines .bot").last).to_contain_text("1 号需求")
        page.goto(f"{own_site.base}/needs/1")
        expect(page.get_by_label("消息")).to_have_value("1 号需求")
        page.get_by_role("button", name="发送").tap()
        expect(page.locator("#lines .bot").last).to_contain_text("还没有人接")


def talked(site: Site, slot: str, number: int) -> None:
    """So many lines have been shown to somebody."""

    def tell(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", slot)
        assert speaker is not None
        for at in range(number):
            work.session.add(
                Outbox(
                    person_id=speaker.person_id, account_id=speaker.account_id, kind="answer", key=f"t{at}",
                    facts={}, shown={"text": f"第{at}行"}, state="sent", seq=at + 1, due_at=MONDAY, sent_at=MONDAY + timedelta(seconds=at),
                    created_at=MONDAY,
                )
            )  # fmt: skip

    site.app.database.write(tell).result()


def test_what_was_said_long_ago_is_there_by_scrolling_up(own_site: Site, chromium: Browser) -> None:
    talked(own_site, "lawyer-li", 320)
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{own_site.base}/demo/as/lawyer-li")
        lines = page.locator("#lines .line")
        expect(lines).to_have_count(200)
        for count in (250, 300, 320):
            first = page.locator("#lines .line").first.inner_text()
            page.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
            expect(lines).to_have_count(count)
            expect(page.get_by_text(first.splitlines()[-1], exact=True)).to_be_in_viewport()
        expect(page.get_by_role("button", name="更早的对话")).to_be_hidden()
        assert "第0行" in lines.first.inner_text()


def test_the_sign_comes_at_once_and_goes_with_the_answer(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{site.base}/chat/")
        held: list[Route] = []
        page.route("**/messages", lambda route: held.append(route))
        say(page, "你好")
        expect(page.locator("#typing")).to_be_visible(timeout=300)
        held[0].continue_()
        expect(page.locator("#lines .bot")).to_have_count(1)
        expect(page.locator("#typing")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("打 13812345678 找他", ["tel:13812345678"]),
        ("座机 0759-3381234，或 12348。", ["tel:07593381234", "tel:12348"]),
        ("网页 https://example.cn/a?b=1，看看", ["https://example.cn/a?b=1"]),
        ("138****1234 和 440802199001011234 和 91440800MA4UXXXX1A", []),
        ("javascript:alert(1) 12345678901234 元，共 12500 元", []),
    ],
)
def test_numbers_and_addresses_can_be_tapped(
    site: Site, chromium: Browser, text: str, links: list[str]
) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{site.base}/chat/")
        found = page.evaluate(
            """async text => {
              const { tappable } = await import("/static/lines.js");
              const p = document.createElement("p");
              p.append(...tappable(text));
              return [p.textContent, [...p.querySelectorAll("a")].map(a => a.getAttribute("href"))];
            }""",
            text,
        )
        assert found == [text, links]


def test_a_tap_on_what_was_said_copies_it(own_site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = opened(context, f"{own_site.base}/demo/as/factory-zhang")
        say(page, "有个员工没签劳动合同，现在要我们赔双倍工资")
        expect(page.locator("#lines .card")).to_have_count(1)
        bubble = page.locator("#lines .bot .bubble").last
        bubble.locator("td").first.tap()
        page.get_by_role("button", name="复制").tap()
        expect(page.get_by_role("button", name="已复制")).to_be_visible()
        words = page.evaluate("navigator.clipboard.readText()")
        assert bubble.locator(".text").inner_text() in words
        assert all("：" in row for row in words.splitlines()[-2:])
        bubble.locator("td").first.tap()
        bubble.locator("td").first.tap()
        expect(page.get_by_role("button", name="复制")).to_have_count(0)


def test_the_chat_is_read_in_traditional_characters(
    own_site: Site, chromium: Browser, tmp_path: Path
) -> None:
    with chromium.new_context(**WIDTHS[360]) as context:
        page = opened(context, f"{own_site.base}/demo/as/factory-zhang")
        page.get_by_role("link", name="繁體").tap()
        expect(page.get_by_role("button", name="發送")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        page.get_by_label("訊息").or_(page.get_by_label("消息")).fill(
            "有個員工沒簽勞動合同，現在要我們賠雙倍工資"
        )
        page.get_by_role("button", name="發送").tap()
        page.get_by_role("button", name="確認").tap()
        expect(page.locator("#lines .bot").last).to_contain_text("需求已收到")
        expect(page.locator("#lines .me .fate")).to_have_text("已讀")
        fits(page)
        is_sound(page)
        page.screenshot(path=tmp_path / "chat-hant-360.png")
        page.reload()
        expect(page.get_by_role("button", name="發送")).to_be_visible()
        page.get_by_role("link", name="简体").tap()
        expect(page.get_by_role("button", name="发送")).to_be_visible()


@pytest.mark.parametrize("who", ["factory-zhang", "lawyer-li", ""])
def test_what_stands_under_the_field_is_understood_in_traditional_characters(
    own_site: Site, chromium: Browser, who: str
) -> None:
    with chromium.new_context(**PHONE) as context:
        page = context.new_page()
        page.goto(f"{own_site.base}/lang/zh-Hant?to=/guide")
        page = opened(context, f"{own_site.base}/{f'demo/as/{who}' if who else 'chat/'}")
        bar = page.get_by_role("navigation", name="常用")
        for number, button in enumerate(bar.get_by_role("button").all(), 1):
            button.tap()
            expect(page.locator("#lines .me")).to_have_count(number)
            expect(page.locator("#typing")).to_be_hidden()
            expect(page.locator("#lines .bot").last).not_to_contain_text("沒聽明白")


def test_several_photos_leave_at_once(site: Site, chromium: Browser, tmp_path: Path) -> None:
    photos = [tmp_path / f"{name}.png" for name in ("一", "二", "三")]
    for photo in photos:
        Image.new("RGB", (80, 60), "teal").save(photo)
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{site.base}/demo/as/lawyer-li")
        before = page.locator("#lines .picture").count()
        page.get_by_label("照片或 PDF").set_input_files(photos)
        expect(page.get_by_role("group", name="要发送的文件")).to_contain_text("一.png 等 3 个")
        page.get_by_role("button", name="发送").tap()
        expect(page.locator("#lines .picture")).to_have_count(before + 3)


def test_the_chat_is_sound_at_twice_the_letters(own_site: Site, chromium: Browser, tmp_path: Path) -> None:
    with chromium.new_context(**WIDTHS[360]) as context:
        page = opened(context, f"{own_site.base}/demo/as/factory-zhang")
        say(page, "有个员工没签劳动合同，现在要我们赔双倍工资，想找人问问")
        expect(page.locator("#lines .card")).to_have_count(1)
        expect(page.get_by_role("main")).to_have_count(1)
        fits(page)
        is_sound(page)
        page.screenshot(path=tmp_path / "chat-360.png")
        page.get_by_role("button", name="确认").tap()
        expect(page.locator("#lines .past .chip").first).to_have_attribute("tabindex", "-1")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("#lines .card").evaluate(
            "card => card.getBoundingClientRect().right <= innerWidth"
        )
        bubble = page.locator("#lines .bubble.has-card")
        assert bubble.evaluate("bubble => bubble.scrollWidth <= bubble.clientWidth")
        log = page.get_by_role("log")
        assert log.evaluate("log => log.scrollWidth <= log.clientWidth")
        page.screenshot(path=tmp_path / "chat-360-200.png")


@pytest.mark.parametrize("who", ["factory-zhang", "lawyer-li", ""])
def test_what_stands_under_the_field_is_understood(own_site: Site, chromium: Browser, who: str) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{own_site.base}/{f'demo/as/{who}' if who else 'chat/'}")
        bar = page.get_by_role("navigation", name="常用")
        for number, button in enumerate(bar.get_by_role("button").all(), 1):
            button.tap()
            expect(page.locator("#lines .me")).to_have_count(number)
            expect(page.locator("#typing")).to_be_hidden()
            expect(page.locator("#lines .bot").last).not_to_contain_text("没听明白")


def test_it_can_be_installed_and_says_when_there_is_no_network(own_site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{own_site.base}/chat/")
        page.evaluate("navigator.serviceWorker.ready")
        errors = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("现在没有网络")
        context.set_offline(False)
        page.get_by_role("link", name="再试一次").tap()
        expect(page.get_by_label("消息")).to_be_visible()


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, which lets in scripts of one origin and nothing else."""

    script = ""

    def do_GET(self) -> None:
        origin = self.script.removesuffix("/embed.js")
        body = f'<!DOCTYPE html><title>别的网站</title><script src="{self.script}" async></script>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {origin}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing is written to the test's output."""


@contextmanager
def elsewhere(script: str) -> Iterator[str]:
    """The address of another site that loads this script."""
    server = HTTPServer(("127.0.0.1", 0), type("Page", (Elsewhere,), {"script": script}))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_another_site_shows_the_button_by_one_line(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**DESK) as context, elsewhere(f"{site.base}/embed.js") as address:
        page = context.new_page()
        page.goto(address)
        with context.expect_page() as opening:
            page.get_by_role("button", name="说说您的难处").click()
        expect(opening.value.get_by_role("log")).to_be_visible()


def test_what_was_said_is_found_and_gone_to_and_own_lines_bear_a_mark(
    own_site: Site, chromium: Browser
) -> None:
    page = opened(chromium.new_context(**PHONE), f"{own_site.base}/demo/as/factory-zhang")
    say(page, "服务清单")
    last(page, "清单上还没有服务")
    expect(page.locator("#lines .me .fate")).to_have_text("已读")
    page.get_by_role("button", name="搜索").click()
    page.get_by_label("要找的话").fill("清单")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#find [role=status]")).to_have_text("找到 2 处")
    page.locator("#find li button", has_text="还没有服务").click()
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("#lines .bot:focus")).to_contain_text("清单上还没有服务")
