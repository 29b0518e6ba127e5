"""年度考核 at the console: nobody decides about themselves, and the page's look decides about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, update

from bot.devtools.fixtures import Actor, enter
from storage.tables import Expert, Qualification, YearClosing
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import MONDAY, SECRET, SINCE, Guest, Site, serving
from tests.web.console import at_desk, open_desks, words
from tests.web.test_console import count


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, int]]]:
    with serving(tmp_path) as site:
        yield site, open_desks(site)


def _only_peng_is_short(site: Site, expert: int) -> None:
    known = update(Qualification).where(Qualification.holder_id != expert)
    late = known.values(registered_on=MONDAY.date())
    site.app.database.write(lambda work: work.session.execute(late)).result()


def test_who_holds_the_title_is_told_why_they_do_not_decide(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    _only_peng_is_short(site, ids["expert peng"])
    assert "/decide/keep_title/" in at_desk(site, "lin").get("/years")
    hers = update(Expert).where(Expert.id == ids["expert peng"]).values(person_id=ids["lin"])
    site.app.database.write(lambda work: work.session.execute(hers)).result()
    page = at_desk(site, "lin").get("/years")
    assert "这是您本人的，要由别的工作人员来定" in words(page)
    assert "/decide/" not in page
    assert "/decide/keep_title/" in at_desk(site, "he").get("/years"), "a colleague decides"


def test_no_decision_is_put_forward(own: tuple[Site, dict[str, int]]) -> None:
    site, ids = own
    _only_peng_is_short(site, ids["expert peng"])
    page = at_desk(site, "lin").get("/years")
    assert "/decide/keep_title/" in page
    assert 'class="act first"' not in page


def test_a_long_register_is_judged_some_titles_at_a_time(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = own
    lin = at_desk(site, "lin")
    whole = _to_decide(lin.get("/years"))
    assert len(whole) > 1
    assert "每次看" not in words(lin.get("/years"))
    monkeypatch.setattr("actions.reports.year_slices.JUDGED", 1)
    seen, address = list[str](), "/years"
    for _ in range(20):
        page = lin.get(address)
        assert "每次看 1 位" in words(page)
        assert len(_to_decide(page)) <= 1
        assert "结束以后" not in page, "somebody waits, here or further on"
        seen += _to_decide(page)
        further = re.search(r'href="/console([^"]*)">下一批', page)
        if not further:
            break
        address = unescape(further[1])
    assert sorted(seen) == sorted(whole)
    assert "从头看" in page


def _to_decide(page: str) -> list[str]:
    return sorted(set(re.findall(r"/decide/keep_title/(\d+)", page)))


def _more_experts(site: Site, number: int) -> None:
    def put(work: UnitOfWork) -> None:
        for one in range(number):
            actor = Actor(f"某{one:02}", "expert", "440881", unit="某所", domains=("tax",), certified=SINCE)
            enter(work, actor, [("web", f"more{number}-{one}")], site.app.rules, MONDAY)

    site.app.database.write(put).result()


def _chat_of(site: Site, slot: str) -> Guest:
    client, home = site.client(), f"/chat/{slot}/"
    client.cookies.set("yiqi", SECRET, path=home)
    return Guest(client, home)


def _asked(site: Site, guest: Guest, text: str) -> tuple[int, str]:
    """How many titles' years were read for an answer, in how many statements; and the answer."""
    statements: list[str] = []

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    engine = site.app.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        guest.say(text)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(statements), guest.lines()[-1][1]


def test_the_chat_judges_some_titles_of_a_long_register_and_says_so(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = own
    monkeypatch.setattr("actions.reports.year_slices.JUDGED", 4)
    guest = _chat_of(site, "he")
    _, answer = _asked(site, guest, "2025年度考核")
    assert "名单很长" not in answer
    _more_experts(site, 6)
    few, answer = _asked(site, guest, "2025年度考核")
    assert "名单很长，这里只看前 4 位" in answer
    assert "志愿专家 4" in answer
    _more_experts(site, 40)
    many, again = _asked(site, guest, "2025年度考核")
    assert "志愿专家 4" in again
    assert few == many


def test_the_year_is_not_ended_while_anybody_waits_in_any_slice(
    own: tuple[Site, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = own
    monkeypatch.setattr("actions.reports.year_slices.JUDGED", 2)
    _more_experts(site, 6)
    titles = update(Qualification).where(Qualification.id < _last(site)).values(registered_on=MONDAY.date())
    site.app.database.write(lambda work: work.session.execute(titles)).result()
    lin = at_desk(site, "lin")
    assert "至少 1 位没达标的没有决定" in words(lin.post("/years/close"))
    assert count(site, YearClosing) == 0
    everybody = update(Qualification).values(registered_on=MONDAY.date())
    site.app.database.write(lambda work: work.session.execute(everybody)).result()
    assert "结束了" in words(lin.post("/years/close"))
    assert count(site, YearClosing) == 1


def _last(site: Site) -> int:
    with site.app.database.read() as connection:
        return connection.execute(select(func.max(Qualification.id))).scalar_one()
