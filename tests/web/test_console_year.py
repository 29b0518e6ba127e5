"""年度考核 at the console: nobody decides about themselves, and the page's look decides about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select, update

from actions.reports import due as reports
from actions.reports.digests import short_last_year
from actions.reports.notices import YearOver, YearUndecided
from actions.reports.year_slices import LOOKED
from actions.reports.yearly import day_of_year
from bot.clock import SHANGHAI
from bot.devtools.fixtures import Actor, enter
from handlers.conversations.reports.yearly import YEAR_OVER
from handlers.engine.context import ConversationContext
from programme.years import late_until
from storage.queries.people.speakers import by_person
from storage.queries.reports.assessments import Assessed, assessed
from storage.queries.reports.waiting import Reach
from storage.tables import Expert, Qualification, Staff, YearClosing
from storage.unit_of_work import UnitOfWork
from storage.window import Window
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
    _nobody_was_there(site)
    assert "结束了" in words(lin.post("/years/close"))
    assert count(site, YearClosing) == 1


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many titles were judged, each time that any were; slices are of two."""
    monkeypatch.setattr("actions.reports.year_slices.JUDGED", 2)
    seen: list[int] = []

    def counted(*given: Any, **named: Any) -> list[Assessed]:
        found = assessed(*given, **named)
        seen.append(len(found))
        return found

    for module in ("year_end", "yearly"):
        monkeypatch.setattr(f"actions.reports.{module}.assessed", counted)
    return seen


@pytest.mark.parametrize("nobody", [False, True])
def test_the_end_of_late_diaries_is_told_without_judging_everybody(
    own: tuple[Site, dict[str, int]], judged: list[int], nobody: bool
) -> None:
    site, ids = own
    _more_experts(site, 30)
    if nobody:
        _nobody_was_there(site)
    day = late_until(site.app.rules, 2025) + timedelta(days=1)
    noon = datetime.combine(day, time(12), SHANGHAI)

    def sweep(work: UnitOfWork) -> list[YearUndecided]:
        due = reports.due(work, Window(noon - timedelta(days=1), noon), site.app.rules)
        return [
            one.notice for one in due if isinstance(one.notice, YearUndecided) and one.person_id == ids["lin"]
        ]

    [told] = site.app.database.write(sweep).result()
    assert (told.short, told.at_least) == (0 if nobody else 2, True)
    assert sum(judged) <= 2 * LOOKED * _deciding(site)


def _deciding(site: Site) -> int:
    """So many officers are each told of their own place."""
    return count(site, Staff)


def _nobody_was_there(site: Site) -> None:
    late = update(Qualification).values(registered_on=MONDAY.date())
    site.app.database.write(lambda work: work.session.execute(late)).result()


@pytest.mark.parametrize("more", [6, 30])
def test_digests_look_for_the_short_among_the_first_titles(
    own: tuple[Site, dict[str, int]], judged: list[int], more: int
) -> None:
    site, _ = own
    _more_experts(site, more)
    found = site.app.database.write(lambda work: short_last_year(_of_city(work), MONDAY)).result()
    assert 0 < found.count <= 2
    assert sum(judged) <= 2 * LOOKED


@pytest.mark.parametrize("more", [6, 30])
def test_a_long_register_without_anybody_short_is_not_judged_to_its_end(
    own: tuple[Site, dict[str, int]], judged: list[int], more: int
) -> None:
    site, _ = own
    _more_experts(site, more)
    _nobody_was_there(site)
    found = site.app.database.write(lambda work: short_last_year(_of_city(work), MONDAY)).result()
    assert found.count == 0
    assert sum(judged) <= 2 * LOOKED


def _of_city(work: UnitOfWork) -> Reach:
    return Reach(work, "440800", 200)


def test_the_word_of_january_is_of_the_first_titles(
    own: tuple[Site, dict[str, int]], judged: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, ids = own
    _more_experts(site, 30)
    now = datetime(2026, 1, 5, 10, 0, tzinfo=SHANGHAI)

    def say(work: UnitOfWork) -> str:
        talk = ConversationContext(work, by_person(work, ids["lin"]), now, site.app.rules)
        reply = YEAR_OVER.words(talk, YearOver("2025-01-01"))
        return reply.text if reply else ""

    assert "没达标的至少 2 位" in site.app.database.write(say).result()
    assert sum(judged) <= 2 * LOOKED
    monkeypatch.setattr("actions.reports.year_slices.JUDGED", 1_000)
    assert "没达标的 33 位" in site.app.database.write(say).result()


def test_the_year_that_is_meant_is_found_without_judging_anybody(
    own: tuple[Site, dict[str, int]], judged: list[int]
) -> None:
    site, _ = own

    def meant() -> date:
        return site.app.database.write(
            lambda work: day_of_year(work, "440800", site.app.rules, MONDAY.date())
        ).result()

    assert meant() == date(2025, 12, 31)
    _nobody_was_there(site)
    assert meant() == MONDAY.date()
    assert judged == []


def _last(site: Site) -> int:
    with site.app.database.read() as connection:
        return connection.execute(select(func.max(Qualification.id))).scalar_one()
