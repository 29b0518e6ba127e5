"""The chat page in a real Chromium: phones side by side, keyboards, input methods, bad networks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect, sync_playwright

from storage.queries.titles.papers import public_keys
from tests.web.conftest import Site
from tests.web.test_paper_status import CENTRE, issued
from web.offline import offline_page

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
FLAGS = [*QUIET, "--disable-sync", "--no-first-run"]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
NEED = "有个员工没签劳动合同，现在要我们赔双倍工资，想找人问问"


def chromium_path() -> str | None:
    """Where Chromium is on this machine; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("there is no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def opened(context: BrowserContext, address: str) -> Page:
    """The chat page, once it has caught up; whatever it complains of fails the test."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    page.goto(address)
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false")
    return page


def say(page: Page, text: str) -> None:
    page.get_by_label("消息").fill(text)
    page.get_by_role("button", name="发送").click()


def last(page: Page, *texts: str) -> None:
    """The bot's newest line holds all of these."""
    newest = page.locator("#lines .bot").last
    for text in texts:
        expect(newest).to_contain_text(text)


def said_id(request: Request) -> list[str]:
    """The UUID under which a message is posted; nothing for other requests."""
    return [json.loads(request.post_data or "")["id"]] if request.url.endswith("/messages") else []


def mine(page: Page) -> list[str]:
    return page.locator("#lines .me .text").all_text_contents()


def test_two_phones_live_a_need_from_the_first_word_to_the_rating(
    own_site: Site, chromium: Browser, tmp_path: Path
) -> None:
    phones = [chromium.new_context(**PHONE), chromium.new_context(**PHONE)]
    factory = opened(phones[0], f"{own_site.base}/demo/as/factory-zhang")
    lawyer = opened(phones[1], f"{own_site.base}/demo/as/lawyer-li")

    posts: list[str] = []
    factory.on("request", lambda request: posts.append(request.post_data or ""))
    say(factory, NEED)
    last(factory, "人力资源", "赤坎区", "我补的")
    lines = factory.locator("#lines .line").count()
    body = next(body for body in posts if NEED in body)
    again = factory.request.post(
        f"{factory.url}messages", data=body, headers={"Content-Type": "application/json"}
    )
    assert again.json() == {"ok": True}

    factory.reload()
    last(factory, "人力资源", "赤坎区")
    assert factory.locator("#lines .line").count() == lines
    factory.screenshot(path=tmp_path / "read-back-390.png")
    fits(factory)
    factory.get_by_role("button", name="确认").tap()
    last(factory, "需求已收到")
    expect(factory.get_by_role("button", name="确认")).to_have_attribute("aria-pressed", "true")

    last(lawyer, "新需求", "赤坎区")
    expect(lawyer.locator("#lines")).not_to_contain_text("蓝湾")
    lawyer.get_by_role("button", name="接单").tap()
    last(lawyer, "湛江蓝湾海鲜加工厂")
    last(factory, "李律师")

    own_site.clock.move(timedelta(days=2))
    own_site.app.clockwork.tick()
    say(lawyer, "昨天下午到他们厂里谈了两个小时，劳动合同的事讲清楚了")
    last(lawyer, "3月3日", "2", "蓝湾海鲜加工厂")
    lawyer.screenshot(path=tmp_path / "diary-390.png")
    lawyer.get_by_role("button", name="确认").last.tap()
    expect(lawyer.locator("#lines")).to_contain_text("已记录")
    last(factory, "满意度")
    say(factory, "5")
    last(factory, "谢谢")

    desk = chromium.new_context(**DESK)
    wide = opened(desk, f"{own_site.base}/demo/as/factory-zhang")
    last(wide, "谢谢")
    assert mine(wide) == mine(factory)
    wide.screenshot(path=tmp_path / "talk-1280.png")
    for context in (*phones, desk):
        context.close()


def fits(page: Page) -> None:
    """Nothing sticks out sideways, and each button is large enough for a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for button in page.locator("button:visible, .attach").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_the_newcomer_is_greeted_and_says_nothing_unasked(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{site.base}/chat/")
        expect(page.get_by_role("button", name="先看看")).to_be_visible()
        assert mine(page) == []
        page.get_by_role("button", name="我是企业，要求助").tap()
        expect(page.locator("#lines .bot")).to_have_count(1)
        assert mine(page) == ["我是企业，要求助"]


def test_a_keyboard_is_enough(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/chat/")
        expect(page.get_by_label("消息")).to_be_focused()
        page.keyboard.type("帮助")
        page.keyboard.press("Shift+Enter")
        assert mine(page) == []
        page.keyboard.press("Enter")
        expect(page.locator("#lines .bot")).to_have_count(1)
        chip = page.locator("#lines .chip").last
        for _ in range(3):
            page.keyboard.press("Shift+Tab")
            if chip.evaluate("chip => chip === document.activeElement"):
                break
        expect(chip).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#lines .me")).to_have_count(2)


def test_enter_that_ends_a_composition_sends_nothing(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/chat/")
        page.get_by_label("消息").focus()
        method = context.new_cdp_session(page)
        method.send("Input.imeSetComposition", {"text": "bangzhu", "selectionStart": 7, "selectionEnd": 7})
        method.send(
            "Input.dispatchKeyEvent",
            {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
        )
        method.send("Input.insertText", {"text": "帮助"})
        expect(page.get_by_label("消息")).to_have_value("帮助")
        assert page.locator(".line.me").count() == 0
        page.keyboard.press("Enter")
        expect(page.locator("#lines .me")).to_have_count(1)
        assert mine(page) == ["帮助"]


def test_what_is_said_without_a_network_arrives_later_once_and_in_order(
    site: Site, chromium: Browser
) -> None:
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/chat/")
        context.set_offline(True)
        said = [f"第{number}句" for number in range(1, 4)]
        for text in said:
            say(page, text)
        expect(page.get_by_role("button", name="未发出 · 点此重发")).to_be_visible()
        expect(page.locator("#waiting .line")).to_have_count(3)
        context.set_offline(False)
        expect(page.locator("#waiting .line")).to_have_count(0)
        assert mine(page) == said


def test_what_waits_survives_a_reload_under_the_same_id(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/chat/")
        ids: list[str] = []

        def swallow(route: Route) -> None:
            """The server takes the message, and its answer is lost on the way."""
            ids.extend(said_id(route.request))
            route.fetch()
            route.abort()

        page.route("**/stream?*", lambda route: route.abort())
        page.reload()
        page.route("**/messages", swallow)
        say(page, "你好")
        expect(page.get_by_role("button", name="未发出 · 点此重发")).to_be_visible()
        page.unroute_all(behavior="ignoreErrors")
        page.on("request", lambda request: ids.extend(said_id(request)))
        page.reload()
        expect(page.locator("#lines .me")).to_have_count(1)
        expect(page.locator("#waiting .line")).to_have_count(0)
        assert len(ids) >= 2
        assert len(set(ids)) == 1


def test_markup_comes_out_as_text(site: Site, chromium: Browser) -> None:
    hostile = "<img src=x onerror=alert(1)><b>粗</b>"
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/demo/as/accountant-wang")
        say(page, hostile)
        expect(page.locator("#lines .me .text").last).to_have_text(hostile)
        assert page.locator("#lines b, #lines .text img").count() == 0


def test_a_photo_is_shown_before_and_after_it_is_sent(site: Site, chromium: Browser, tmp_path: Path) -> None:
    photo = tmp_path / "车间.jpg"
    Image.new("RGB", (800, 600), "teal").save(photo)
    with chromium.new_context(**PHONE) as context:
        page = opened(context, f"{site.base}/demo/as/accountant-wang")
        page.get_by_label("照片或 PDF").set_input_files(photo)
        expect(page.get_by_role("group", name="要发送的文件")).to_contain_text("车间.jpg")
        page.get_by_role("button", name="发送").tap()
        picture = page.locator("#lines .picture img").last
        expect(picture).to_be_visible()
        page.wait_for_function("document.querySelector('#lines .picture img').naturalWidth === 800")


def test_a_line_that_comes_while_one_reads_above_is_announced(own_site: Site, chromium: Browser) -> None:
    with chromium.new_context(**PHONE) as phone, chromium.new_context(**DESK) as desk:
        lawyer = opened(phone, f"{own_site.base}/demo/as/lawyer-li")
        for _ in range(5):
            say(lawyer, "帮助")
            expect(lawyer.locator("#waiting .line")).to_have_count(0)
        lawyer.get_by_role("log").evaluate("log => log.scrollTo(0, 0)")
        pill = lawyer.get_by_role("button", name="有新消息")
        expect(pill).to_be_hidden()
        factory = opened(desk, f"{own_site.base}/demo/as/factory-zhang")
        say(factory, NEED)
        factory.get_by_role("button", name="确认").click()
        pill.tap()
        expect(pill).to_be_hidden()
        expect(lawyer.locator("#lines .bot").last).to_be_in_viewport()
        last(lawyer, "新需求")


def test_what_comes_while_one_looks_away_is_counted_and_not_seen(site: Site, chromium: Browser) -> None:
    with chromium.new_context(**DESK) as context:
        page = opened(context, f"{site.base}/demo/as/accountant-wang")
        reported: list[int] = []
        page.on("request", lambda request: reported.extend(seen_up_to(request)))
        title = page.title()
        look(page, away=True)
        before = newest(page)
        say(page, "帮助")
        expect(page).to_have_title(f"(1) {title}")
        assert all(up_to <= before for up_to in reported), "what was read before may still be on its way"
        with page.expect_request("**/seen"):
            look(page, away=False)
        expect(page).to_have_title(title)


def newest(page: Page) -> int:
    """The number of the last line on the page; 0 before the first."""
    numbers = page.locator("#lines [data-seq]").evaluate_all(
        "lines => lines.map(line => Number(line.dataset.seq))"
    )
    return max(numbers, default=0)


def seen_up_to(request: Request) -> list[int]:
    """The number of the last line that a page reports as read; nothing for other requests."""
    return [json.loads(request.post_data or "")["up_to"]] if request.url.endswith("/seen") else []


def look(page: Page, *, away: bool) -> None:
    """Let the page believe that its reader turned to another tab, or came back."""
    page.evaluate(
        "away => Object.defineProperty(document, 'hidden', {value: away, configurable: true})", away
    )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_without_scripts_the_page_says_so(site: Site, chromium: Browser) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.base}/chat/")
        expect(page.get_by_text("需要 JavaScript")).to_be_visible()


def test_a_paper_is_checked_on_the_page_and_offline(site: Site, chromium: Browser, tmp_path: Path) -> None:
    letter, link = issued(site)
    content = site.client().get(link.removeprefix(CENTRE.site)).content
    (tmp_path / "paper.pdf").write_bytes(content)
    (tmp_path / "forged.pdf").write_bytes(content.replace(b"obj", b"oBj", 1))
    with site.app.database.read() as connection:
        (tmp_path / "offline.html").write_text(offline_page(public_keys(connection)), "utf-8")
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
        page.goto(f"{site.base}/v#{letter.token}")
        expect(page.locator("#found")).to_contain_text(f"姓名或单位：{letter.name}")
        page.goto((tmp_path / "offline.html").as_uri())
        page.set_input_files("#file", tmp_path / "paper.pdf")
        expect(page.locator("#answer")).to_contain_text("签名真实聘书")
        page.set_input_files("#file", tmp_path / "forged.pdf")
        expect(page.locator("#answer")).to_contain_text("文件被改动过")
        page.fill("#pasted", f"https://yiqi.example.cn/v#{letter.token}")
        page.press("#pasted", "Enter")
        expect(page.locator("#answer")).to_contain_text(letter.name)
