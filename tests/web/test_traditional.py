"""繁體: pages, scripts and the chat's lines in Traditional characters, remembered; names and codes stay as they are written."""

from __future__ import annotations

import json
import re
from html import escape
from urllib.parse import quote

import httpx
import pytest

from bot.devtools.fixtures import Actor, enter
from language.traditional import traditional
from storage.tables import Story
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, PEOPLE, SINCE, Guest, Site
from tests.web.console import at_desk, open_desks, words
from tests.web.test_public import PAGES, publicised, write
from web.pages import STATIC
from web.traditional import read_on, turned

NAMED = ("范发余", "后云里税务师事务所")
"""Every sign of which has another form."""


def reader(site: Site, back: str = "/guide") -> httpx.Client:
    """A browser that reads Traditional characters from now on."""
    client = site.client()
    answer = client.get("/lang/zh-Hant", params={"to": back})
    assert (answer.status_code, answer.headers["location"]) == (303, back)
    return client


def with_odd_names(site: Site) -> None:
    """An expert of this name and unit."""
    actor = Actor(NAMED[0], "expert", "440802", domains=("tax",), certified=SINCE)

    def put(work: UnitOfWork) -> None:
        enter(work, actor, [("web", "odd")], site.app.rules, MONDAY)

    write(site, put)


@pytest.mark.parametrize("path", [*PAGES, "/", "/chat/", "/enter/no-link", "/offline", "/no-such-page"])
def test_every_page_is_wholly_in_traditional_characters(site: Site, path: str) -> None:
    page = reader(site).get(path, headers={"Accept": "text/html"}, follow_redirects=True).text
    assert '<html lang="zh-Hant">' in page
    kept = re.findall(r'<[^>]*translate="no"[^>]*>\s*([^<]+?)\s*<', page)
    names = {name for actor in PEOPLE.values() for name in (actor.name, actor.enterprise) if name}
    text = page
    for name in sorted({*kept, *names}, key=len, reverse=True):
        text = text.replace(name, "")
    shown = words(text) + "".join(re.findall(r'(?:alt|placeholder|aria-label|title)="([^"]*)"', text))
    assert traditional(shown) == shown


def test_it_is_remembered_and_given_up_again(site: Site) -> None:
    client = reader(site)
    page = client.get("/guide").text
    assert "服務完" in page
    assert 'href="/lang/zh-Hans"' in page
    assert (
        client.get("/lang/zh-Hans", headers={"Referer": f"{site.base}/guide?a=1"}).headers["location"]
        == "/guide?a=1"
    )
    assert "服务完" in client.get("/guide").text


@pytest.mark.parametrize(
    "back", ["https://example.com/", "//example.com", "/\\example.com", "/lang/zh-Hant", ""]
)
def test_the_way_back_leads_to_a_page_of_ours(site: Site, back: str) -> None:
    answer = site.client().get(
        "/lang/zh-Hant", params={"to": back}, headers={"Referer": "https://example.com/"}
    )
    assert answer.headers["location"] == "/"


def test_other_characters_are_none(site: Site) -> None:
    assert site.client().get("/lang/zh-Cyrl", headers={"Accept": "text/html"}).status_code == 404


def test_a_copy_is_kept_for_readers_of_its_own_characters(site: Site) -> None:
    plain, client = site.client().get("/guide"), reader(site)
    turned = client.get("/guide")
    assert plain.headers["vary"] == turned.headers["vary"] == "Cookie"
    assert plain.headers["etag"] != turned.headers["etag"]
    same = client.get("/guide", headers={"If-None-Match": turned.headers["etag"]})
    other = client.get("/guide", headers={"If-None-Match": plain.headers["etag"]})
    assert same.status_code == 304
    assert other.status_code == 200
    assert site.client().get("/guide", headers={"If-None-Match": turned.headers["etag"]}).status_code == 200


def test_names_and_units_stay_as_they_are_written(own_site: Site) -> None:
    with_odd_names(own_site)
    client = reader(own_site)
    page = client.get("/experts").text
    assert f"請{NAMED[0]}幫忙" in page
    assert "法律法規、人力資源" in page
    assert traditional(NAMED[0]) not in page


def test_a_name_with_a_sign_that_pages_write_otherwise_stays_too(own_site: Site) -> None:
    with_odd_names(own_site)
    name = "余发&后云发票事务所"

    def put(work: UnitOfWork) -> int:
        enter(
            work,
            Actor("老余", "enterprise", "440802", enterprise=name),
            [("web", "and")],
            own_site.app.rules,
            MONDAY,
        )
        one = Story(
            kind="case", region="440802", title=f"帮{name}办发票", state="released", person_id=1,
            text=f"{name}发票办好了。", created_at=MONDAY, released_at=MONDAY,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    page = reader(own_site).get(f"/news/{write(own_site, put)}").text
    assert f"幫{escape(name)}辦發票" in page
    assert f"{escape(name)}發票辦好了。" in page


def test_a_name_that_stands_in_a_tag_alone_stays_too() -> None:
    tag = '<img alt="余发&amp;后云的照片"><a href="/chat/#say=%E8%AF%B7%E8%8C%83%E5%8F%91%E4%BD%99%E5%B8%AE%E5%BF%99">'
    assert {"余发&后云的照片", "请范发余帮忙"} <= set(read_on(tag))
    page = turned(tag, frozenset({"余发&后云", NAMED[0]}))
    assert 'alt="余发&amp;后云的照片"' in page
    assert f"#say={quote(f'請{NAMED[0]}幫忙')}" in page


def test_a_name_in_a_story_stays_too(own_site: Site) -> None:
    with_odd_names(own_site)

    def put(work: UnitOfWork) -> int:
        one = Story(
            kind="case", region="440802", title=f"{NAMED[0]}帮一家企业办发票的事", state="released", person_id=1,
            text=f"企业说：“发票开不出来”。{NAMED[0]}办好了。", created_at=MONDAY, released_at=MONDAY,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    page = reader(own_site).get(f"/news/{write(own_site, put)}").text
    assert f"{NAMED[0]}幫一家企業辦發票的事" in page
    assert f"企業說：“發票開不出來”。{NAMED[0]}辦好了。" in page


def test_whoever_is_in_publicity_stays_too(own_site: Site) -> None:
    publicised(own_site, NAMED[0])
    page = reader(own_site).get("/publicity").text
    assert f"對{NAMED[0]}提異議" in page
    assert "南屿税务师事务所" in page


def test_the_chat_speaks_so_and_leaves_names_and_ones_own_words(own_site: Site) -> None:
    with_odd_names(own_site)
    client = reader(own_site)
    guest = Guest(client, client.get("/demo/as/factory-zhang").headers["location"])
    guest.say("请范发余帮忙，发票开不出来")
    line = json.loads(guest.lines()[-1][1])
    said = json.dumps(line, ensure_ascii=False)
    assert NAMED[0] in said
    assert "確認" in [label for label, _ in line["choices"]]
    own = json.loads(guest.lines()[0][1])
    assert own["text"] == "请范发余帮忙，发票开不出来"
    assert "确认" in json.dumps(json.loads(reader_of_simplified(own_site, guest)[-1][1]), ensure_ascii=False)


def reader_of_simplified(site: Site, guest: Guest) -> list[tuple[int, str]]:
    """The same chat once the browser reads Simplified characters again."""
    guest.client.get("/lang/zh-Hans")
    return guest.lines()


def test_older_lines_and_what_is_found_are_so_too(own_site: Site) -> None:
    client = reader(own_site)
    guest = Guest(client, client.get("/demo/as/factory-zhang").headers["location"])
    guest.say("服务清单")
    seq = guest.lines()[-1][0]
    older = client.get(f"{guest.home}older", params={"before": seq + 1}).json()["lines"]
    assert "清單上還沒有" in older[-1]["text"]
    for typed in ("還沒有", "还没有"):
        assert (
            "清單上還沒有" in client.get(f"{guest.home}find", params={"q": typed}).json()["found"][0]["text"]
        )


def test_a_refusal_is_read_by_the_script_in_the_same_characters(site: Site) -> None:
    client = reader(site)
    home = client.get("/chat/").headers["location"]
    answer = client.post(f"{home}messages", json={"id": "no", "text": ""})
    assert answer.json()["error"] == traditional(answer.json()["error"])
    assert answer.status_code == 422


def test_the_words_of_scripts_are_turned_and_nothing_else(site: Site) -> None:
    client = site.client()
    for path in STATIC.glob("*.js"):
        plain, answer = path.read_text("utf-8"), client.get(f"/static/hant/{path.name}")
        assert answer.headers["content-type"].startswith("text/javascript")
        assert re.sub(r"[^\x00-\x7f]", "", answer.text) == re.sub(r"[^\x00-\x7f]", "", plain)
    assert "發送中…" in client.get("/static/hant/transcript.js").text
    assert client.get("/static/hant/no.js").status_code == 404
    tag = answer.headers["etag"]
    assert client.get(f"/static/hant/{path.name}", headers={"If-None-Match": tag}).status_code == 304


def test_the_console_stays_as_it_is(own_site: Site) -> None:
    open_desks(own_site)
    desk = at_desk(own_site, "lin")
    plain = desk.get("/needs")
    desk.client.get("/lang/zh-Hant")
    assert words(desk.get("/needs")) == words(plain)
