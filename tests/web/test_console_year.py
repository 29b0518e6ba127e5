"""年度考核 at the console: nobody decides about themselves, and the page's look decides about nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import update

from storage.tables import Expert, Qualification
from tests.web.conftest import MONDAY, Site, serving
from tests.web.console import at_desk, open_desks, words


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
    monkeypatch.setattr("web.console.year.JUDGED", 1)
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
