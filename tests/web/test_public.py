"""The public pages as everybody meets them: nobody is signed in, no script runs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from time import monotonic
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import event as sql_event
from sqlalchemy import func, select

from bot.devtools.fixtures import Actor, enter
from storage.tables import Activity, Application, Case, Course, Expert, Need, Person, ServiceItem, Story
from storage.unit_of_work import UnitOfWork
from tests.voice import broken
from tests.web.conftest import MONDAY, PEOPLE, SECRET, Guest, Site, serving
from tests.web.console import at_desk, open_desks, words
from web.pages import STATIC
from web.public.publicity import Objection
from web.public.texts import STEPS

PAGES = (
    "/experts",
    "/stations",
    "/services",
    "/events",
    "/courses",
    "/news",
    "/publicity",
    "/v",
    "/statistics",
    "/guide",
    "/privacy",
    "/accessibility",
)
REASON = "去年他用别人的证书报过名，我这里有聊天记录"


def write(site: Site, run: Any) -> Any:
    return site.app.database.write(run).result()


def publicised(site: Site, name: str = "何志强", state: str = "publicity") -> int:
    """Somebody in publicity; the id of the application."""

    def put(work: UnitOfWork) -> int:
        person = work.session.scalars(select(Person.id)).first() or 0
        one = Application(
            kind="expert", person_id=person, name=name, unit="南屿税务师事务所", phone="13800009999",
            domains=["tax"], region="440802", pack=site.app.rules.id, answers={}, papers=[], state=state, reason="",
            submitted_at=MONDAY, published_on=date(2026, 2, 27), publicity_ends=date(2026, 3, 6),
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    key: int = write(site, put)
    return key


def announced(site: Site, **values: Any) -> int:
    """An activity that lies ahead."""

    def put(work: UnitOfWork) -> int:
        person = work.session.scalars(select(Person.id)).first()
        facts = {
            "kind": "event", "title": "税收优惠沙龙", "held_on": date(2026, 3, 9), "region": "440802", "place": "园区二楼",
            "state": "announced", "person_id": person, "capacity": 1, "begins": 540, "created_at": MONDAY,
        } | values  # fmt: skip
        one = Activity(**facts)
        work.session.add(one)
        work.session.flush()
        return one.id

    key: int = write(site, put)
    return key


def get(site: Site, path: str, status: int = 200) -> str:
    answer = site.client().get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, (path, answer.text[:300])
    return answer.text


def specialised(site: Site, text: str) -> None:
    """What the first expert says of themselves."""

    def put(work: UnitOfWork) -> None:
        work.session.scalars(select(Expert).order_by(Expert.id)).first().specialities = text  # type: ignore[union-attr] # there is one

    write(site, put)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_spoken_well_and_light(site: Site, path: str) -> None:
    page = get(site, path)
    assert page.count("<h1>") == 1
    assert 'lang="zh-Hans-CN"' in page
    assert "style=" not in page
    assert 'name="description" content=""' not in page
    assert broken(words(page)) == []
    styles = [(STATIC / name).read_bytes() for name in ("base.css", "public.css", "paper.js", "icon.svg")]
    assert sum(len(gzip.compress(part)) for part in (page.encode(), *styles)) < 20 * 1024


def test_a_page_is_asked_for_with_few_statements(site: Site) -> None:
    publicised(site)
    announced(site)
    counted: list[str] = []
    engine = site.app.database.engine
    note: Any = lambda *about: counted.append(about[2])  # noqa: E731 # SQLAlchemy hands over six arguments
    sql_event.listen(engine, "before_cursor_execute", note)
    try:
        for path in PAGES:
            counted.clear()
            get(site, path)
            assert len([one for one in counted if one.lstrip().upper().startswith("SELECT")]) <= 12, path
    finally:
        sql_event.remove(engine, "before_cursor_execute", note)


def test_a_page_is_kept_for_five_minutes_and_then_asked_whether_it_changed(site: Site) -> None:
    first = site.client().get("/guide")
    assert first.headers["cache-control"] == "public, max-age=300"
    again = site.client().get("/guide", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_of_an_expert_name_unit_and_specialities_are_shown_and_nothing_else(own_site: Site) -> None:
    specialised(own_site, "劳动仲裁，电话 13812345678")
    page = get(own_site, "/experts")
    assert "李律师" in page
    assert "法律法规、人力资源" in page
    assert "劳动仲裁，电话 （电话略）" in page
    assert "赤坎" not in page
    assert "13812345678" not in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "李律"}, ["李律师"]),
        ({"domain": "tax"}, ["王会计"]),
        ({"place": "霞山区"}, ["王会计"]),
        ({"place": "湛江"}, ["李律师", "王会计"]),
        ({"q": "仲裁"}, ["李律师"]),
        ({"q": "没有这个人"}, []),
        ({"domain": "<b>"}, ["李律师", "王会计"]),
    ],
)
def test_experts_are_found_by_name_speciality_field_and_place(
    own_site: Site, query: dict[str, str], names: list[str]
) -> None:
    specialised(own_site, "劳动仲裁")
    page = own_site.client().get("/experts", params=query).text
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == names
    if not names:
        assert "没有找到" in page


def test_a_place_that_is_none_is_said_and_nothing_is_hidden(site: Site) -> None:
    page = site.client().get("/experts", params={"place": "那边"}).text
    assert "没认出「那边」是哪里" in page
    assert "李律师" in page


def test_the_expert_is_named_in_the_address_of_the_chat_behind_the_hash(site: Site) -> None:
    """What stands there leaves the browser in no request."""
    page = get(site, "/experts")
    assert 'href="/chat/#say=%E8%AF%B7%E6%9D%8E%E5%BE%8B%E5%B8%88%E5%B8%AE%E5%BF%99' in page


def test_the_register_goes_on_by_key(own_site: Site) -> None:
    def many(work: UnitOfWork) -> None:
        for number in range(30):
            actor = Actor(f"专家{number}", "expert", "440802", domains=("law",), certified=date(2025, 6, 1))
            enter(work, actor, [("web", f"more-{number}")], own_site.app.rules, MONDAY)

    write(own_site, many)
    first = get(own_site, "/experts?domain=law")
    following = re.search(r'href="(\?[^"]*)" rel="next"', first)
    assert following
    rest = get(own_site, "/experts" + following[1].replace("&amp;", "&"))
    names = re.findall(r"<h2[^>]*>(.*?)</h2>", first) + re.findall(r"<h2[^>]*>(.*?)</h2>", rest)
    assert len(names) == len(set(names)) == 31


def test_an_activity_shows_its_places_and_opens_the_chat(own_site: Site) -> None:
    key = announced(own_site)
    page = words(get(own_site, f"/events/{key}"))
    assert "3月9日 周一 9:00" in page
    assert "还有 1 个名额" in page
    client = own_site.client()
    guest = Guest(client, client.get("/demo/as/factory-zhang").headers["location"])
    guest.say(f"报名 {key} 号活动")
    assert any("已报名" in line for _, line in guest.lines()), guest.lines()
    assert "名额满了，可以排队" in get(own_site, f"/events/{key}?again")
    assert f"#say=%E6%8A%A5%E5%90%8D%20{key}%20" in get(own_site, "/events")


def test_an_activity_of_today_is_checked_in_at(own_site: Site) -> None:
    announced(own_site, held_on=MONDAY.date(), closes_on=MONDAY.date() - timedelta(days=1))
    page = get(own_site, "/events")
    assert "签到" in page
    assert "报名截止了" in page


@pytest.mark.parametrize(("hour", "is_open"), [("8:30", False), ("9:30", True)])
def test_sign_up_ends_at_its_hour_here_too(own_site: Site, hour: str, is_open: bool) -> None:
    key = announced(own_site, closes_on=MONDAY.date(), place=f"园区二楼，报名到 3月2日 周一 {hour}")
    for page in (get(own_site, "/events"), get(own_site, f"/events/{key}")):
        assert ("报名截止了" not in page) == is_open


@pytest.mark.parametrize(
    "values", [{"state": "cancelled"}, {"held_on": date(2026, 3, 1)}], ids=["off", "over"]
)
def test_an_activity_that_is_off_or_over_is_not_there(own_site: Site, values: dict[str, Any]) -> None:
    key = announced(own_site, **values)
    assert "办完了或者取消了" in get(own_site, f"/events/{key}", 404)
    assert "税收优惠沙龙" not in get(own_site, "/events")


def test_a_course_is_there_once_it_is_released_and_leads_nowhere_else(own_site: Site) -> None:
    def offer(work: UnitOfWork) -> None:
        person = work.session.scalars(select(Person.id)).first() or 0
        for title, link, state in (
            ("三分钟看懂小规模纳税人", "https://example.cn/1", "released"),
            ("坏链接", "javascript:alert(1)", "released"),
            ("还没看过的", "https://example.cn/2", "offered"),
        ):
            work.session.add(
                Course(title=title, link=link, domain="tax", region="440802", state=state, person_id=person, views=0, created_at=MONDAY)
            )  # fmt: skip

    write(own_site, offer)
    page = get(own_site, "/courses?domain=tax")
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["坏链接", "三分钟看懂小规模纳税人"]
    assert 'href="https://example.cn/1"' in page
    assert "javascript:" not in page
    assert "还没有微课" in get(own_site, "/courses?domain=law")


def test_the_sums_are_added_up_anew_after_five_minutes(own_site: Site) -> None:
    def count() -> str:
        found = re.search(r"(\d+) 位 志愿专家|志愿专家 (\d+) 位", words(get(own_site, "/statistics")))
        assert found
        return found[1] or found[2]

    def more(work: UnitOfWork) -> None:
        enter(work, newcomer, [("web", "new-expert")], own_site.app.rules, MONDAY)

    newcomer = Actor("陈工", "expert", "440802", domains=("digital",), certified=date(2025, 6, 1))
    assert count() == "2"
    write(own_site, more)
    assert count() == "2"
    own_site.clock.move(timedelta(minutes=5))
    count()
    assert _until(lambda: count() == "3"), "whoever asks later has the new sums"


def _until(holds: Callable[[], bool]) -> bool:
    """Whether it comes true within some seconds: it is under way elsewhere."""
    end = monotonic() + 10
    while monotonic() < end:
        if holds():
            return True
    return False


def form(site: Site, key: int) -> tuple[httpx.Client, dict[str, str]]:
    """A browser before the form, and its fields filled in."""
    browser = site.client()
    found = re.search(r'name="key" value="([^"]+)"', browser.get(f"/publicity/{key}/object").text)
    assert found
    return browser, {"key": found[1], "text": REASON, "phone": "", "agreed": "1"}


def cases(site: Site) -> int:
    with site.app.database.read() as connection:
        return connection.execute(select(func.count()).select_from(Case)).scalar_one()


def test_anybody_objects_from_the_page_and_follows_it_in_the_chat(own_site: Site) -> None:
    key = publicised(own_site)
    listed = words(get(own_site, "/publicity"))
    assert "何志强 志愿专家 · 南屿税务师事务所" in listed
    assert "公示到 3月6日" in listed
    browser, fields = form(own_site, key)
    typed = fields | {"phone": "138 0000 1111", "text": f"\x00{REASON}"}
    done = browser.post(f"/publicity/{key}/object", data=typed)
    assert "号异议" in done.text
    chat = browser.get("/chat/")
    assert chat.headers["location"] == f"/chat/{fields['key']}/"
    assert browser.get(chat.headers["location"]).status_code == 200
    with own_site.app.database.read() as connection:
        case = connection.execute(select(Case.kind, Case.text, Case.against, Case.application_id)).one()
    assert tuple(case) == ("objection", REASON, "何志强", key)


def test_an_objection_sent_twice_counts_once(own_site: Site) -> None:
    key = publicised(own_site)
    browser, fields = form(own_site, key)
    browser.post(f"/publicity/{key}/object", data=fields)
    again = browser.post(f"/publicity/{key}/object", data=fields)
    assert "已经提交过了" in again.text
    assert cases(own_site) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "不行"}, "再多说几个字"),
        ({"phone": "12"}, "手机号是 11 位数字"),
        ({"agreed": ""}, "同意了才能提交"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    own_site: Site, wrong: dict[str, str], said: str
) -> None:
    key = publicised(own_site)
    browser, fields = form(own_site, key)
    answer = browser.post(f"/publicity/{key}/object", data=fields | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert (fields | wrong)["text"] in answer.text
    assert cases(own_site) == 0


def test_after_publicity_nobody_objects(own_site: Site) -> None:
    key = publicised(own_site)
    browser, fields = form(own_site, key)
    own_site.clock.move(timedelta(days=30))
    answer = browser.post(f"/publicity/{key}/object", data=fields, headers={"Accept": "text/html"})
    assert answer.status_code == 409
    assert cases(own_site) == 0
    with own_site.app.database.read() as connection:
        people = connection.execute(select(func.count()).select_from(Person)).scalar_one()
    assert people == len(PEOPLE), "a refusal leaves no account behind"


def test_another_site_cannot_send_the_form(own_site: Site) -> None:
    key = publicised(own_site)
    browser, fields = form(own_site, key)
    answer = browser.post(f"/publicity/{key}/object", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, cases(own_site)) == (403, 0)


@given(st.text(max_size=30), st.text(max_size=15))
def test_whatever_is_typed_is_right_or_has_its_word(text: str, phone: str) -> None:
    wrong = Objection("k", text, phone, True).wrong
    assert ("text" in wrong) == (len(text) < 6)
    assert all(said.endswith(("？", "。")) for said in wrong.values())


def test_the_guide_is_a_file_too(site: Site) -> None:
    answer = site.client().get("/guide.txt")
    assert "attachment" in answer.headers["content-disposition"]
    text = answer.content.decode("utf-8-sig")
    assert "1. 打开对话" in text
    assert broken(text) == []


def test_the_guide_is_a_page_to_print(site: Site) -> None:
    answer = site.client().get("/guide.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    text = "".join(pages[0].extract_text().split())
    assert len(pages) == 1
    assert all("".join(step.split()) in text for _, steps in STEPS for step in steps)
    assert b"/FontFile" in answer.content
    same = site.client().get("/guide.pdf", headers={"If-None-Match": answer.headers["etag"]})
    assert same.status_code == 304
    assert 'href="/guide.pdf"' in get(site, "/guide")


def test_machines_find_the_pages_and_nobody_in_them(site: Site) -> None:
    text = site.client().get("/sitemap.xml").text
    assert all(f"{path}</loc>" in text for path in PAGES)
    assert "Disallow: /chat/" in site.client().get("/robots.txt").text


def test_other_sites_may_load_the_button_and_nothing_else(site: Site) -> None:
    button = site.client().get("/embed.js")
    assert button.headers["cross-origin-resource-policy"] == "cross-origin"
    assert button.headers["content-type"].startswith("text/javascript")
    assert site.client().get("/experts").headers["cross-origin-resource-policy"] == "same-origin"


def told(site: Site, state: str) -> int:
    """A case in this state; its id."""

    def put(work: UnitOfWork) -> int:
        person = work.session.scalars(select(Person.id)).first() or 0
        one = Story(
            kind="case", region="440802", title="李律师帮赤坎区一家企业办合同的事", state=state, person_id=person,
            text="劳动合同补齐了。\n联系电话 13800001234。", created_at=MONDAY, released_at=MONDAY,
        )  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    key: int = write(site, put)
    return key


def test_only_what_was_released_is_news_and_no_telephone_stands_in_it(own_site: Site) -> None:
    out, waiting = told(own_site, "released"), told(own_site, "agreed")
    listed = words(get(own_site, "/news"))
    assert listed.count("李律师帮赤坎区一家企业") == 1
    page, text = get(own_site, f"/news/{out}"), get(own_site, f"/news/{out}.txt")
    assert all("劳动合同补齐了。" in said for said in (page, text))
    assert "13800001234" not in page + text
    assert page.count("<h1>") == 1
    for path in (f"/news/{waiting}", f"/news/{waiting}.txt", "/news/99999", "/news/99999999999999999999"):
        assert "没有公开" in get(own_site, path, 404)


def offered(site: Site) -> None:
    """An item of the service menu."""

    def put(work: UnitOfWork) -> None:
        person = work.session.scalars(select(Person.id)).first() or 0
        about = {"title": "合同体检", "text": "看看合同有没有漏洞", "domain": "law", "region": "440800"}
        work.session.add(ServiceItem(**about, state="listed", person_id=person, created_at=MONDAY))

    write(site, put)


def test_an_item_of_the_menu_opens_the_chat_with_itself_written(own_site: Site) -> None:
    offered(own_site)
    page = get(own_site, "/services")
    assert "看看合同有没有漏洞" in page
    assert f'href="/chat/#say={quote("想要 1 号服务：合同体检")}"' in page


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, int]]]:
    """What is on record and on no page, by its address."""
    with serving(tmp_path_factory.mktemp("hiding")) as site:
        open_desks(site)
        yield (
            site,
            {
                "/news/{}": told(site, "agreed"),
                "/news/{}.txt": told(site, "withdrawn"),
                "/events/{}": announced(site, state="cancelled"),
                "/publicity/{}/object": publicised(site, state="submitted"),
            },
        )


def test_what_is_hidden_and_what_is_not_there_are_told_alike_whoever_asks(
    hiding: tuple[Site, dict[str, int]],
) -> None:
    site, hidden = hiding
    readers = {"nobody": site.client(), "firm": site.client(), "officer": at_desk(site, "lin").client}
    readers["firm"].get("/demo/as/factory-zhang")

    @settings(max_examples=40, deadline=None)
    @given(st.sampled_from(sorted(hidden)), st.sampled_from(sorted(readers)), st.integers(1000, 2**40))
    def alike(route: str, who: str, missing: int) -> None:
        found = [
            readers[who].get(route.format(key), headers={"Accept": "text/html"})
            for key in (hidden[route], missing)
        ]
        assert [one.status_code for one in found] == [404, 404]
        assert found[0].text == found[1].text

    alike()


@settings(max_examples=30, deadline=None)
@given(path=st.sampled_from(PAGES), who=st.sampled_from(("factory-zhang", "lawyer-li")))
def test_a_public_page_is_the_same_whoever_looks(site: Site, path: str, who: str) -> None:
    known = site.client()
    known.get(f"/demo/as/{who}")
    assert known.get(path).content == site.client().get(path).content


def _in_chat(site: Site, slot: str) -> Guest:
    """The chat of somebody whose account it is."""
    client, home = site.client(), f"/chat/{slot}/"
    client.cookies.set("yiqi", SECRET, path=home)
    return Guest(client, home)


def test_what_staff_write_on_the_menu_opens_a_need_with_one_tap(own_site: Site) -> None:
    """S10.9, from the officer's sentence over the public page to the need of a firm."""
    open_desks(own_site)
    officer = _in_chat(own_site, "lin")
    for said in ("加一项服务：合同体检：看看合同有没有漏洞", "确认"):
        officer.say(said)
    page = get(own_site, "/services")
    assert "看看合同有没有漏洞" in page
    tapped = re.search(r'href="/chat/#say=([^"]+)"[^>]*>请专家办', page)
    assert tapped
    firm = _in_chat(own_site, "factory-zhang")
    for said in (unquote(tapped[1]), "确认"):
        firm.say(said)
    with own_site.app.database.read() as connection:
        text, domain = connection.execute(
            select(Need.text, Need.domain).order_by(Need.id.desc())
        ).first() or ("", "")
    assert text == "合同体检：看看合同有没有漏洞"
    assert domain == "law"
    assert "需求已收到" in firm.lines()[-1][1]
    for said in ("下架 1 号服务", "确认"):
        officer.say(said)
    assert "合同体检" not in get(own_site, "/services")
