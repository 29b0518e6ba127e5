"""服务协议: kept as a PDF with both dates, and heeded when experts are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from actions.titles.agreements import Terms, offered, sign
from storage.engine import make_engine
from storage.queries.offers.ties import ties, ties_by_need
from storage.queries.people.speakers import by_person
from storage.tables import Agreement, Conferral, Expert, Need
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, RULES, OfficeYear

WEEKENDS = Terms("online", "周末上午")


@pytest.fixture
def year(tmp_path: Path) -> Iterator[OfficeYear]:
    engine = make_engine(newest.sqlite(tmp_path / "papers.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        year = OfficeYear(work)
        state = {"what": "agreement", "state": "offered", "until": year.good.until}
        work.session.add(
            Conferral(qualification_id=year.good.id, changed_at=NOW - timedelta(days=9), **state)
        )
        work.session.flush()
        yield year
    engine.dispose()


def test_what_is_read_is_what_is_signed_with_both_dates(year: OfficeYear) -> None:
    speaker = by_person(year.work, year.work.session.get_one(Expert, year.good.holder_id).person_id)
    before = offered(year.work, speaker, WEEKENDS, RULES)
    assert before
    (signed,) = sign(year.work, speaker, WEEKENDS, RULES, NOW)
    assert signed.content
    page = re.sub(r"\s", "", "".join(one.extract_text() for one in PdfReader(BytesIO(signed.content)).pages))
    for _, text in before.articles():
        assert re.sub(r"\s", "", text) in page
    assert "提出日期：2026年11月21日" in page
    assert "签订日期：2026年11月30日" in page
    assert signed.name in page
    row = year.work.session.scalars(select(Agreement)).one()
    assert (row.content, row.form, row.times) == (signed.content, "online", "周末上午")
    assert offered(year.work, speaker, WEEKENDS, RULES) is None


def test_who_agreed_to_serve_online_alone_is_not_asked_for_a_visit(year: OfficeYear) -> None:
    expert, need = year.good.holder_id, year.work.session.get_one(Need, year.need)
    assert expert not in ties(year.work, need.id, need.enterprise_id).barred
    speaker = by_person(year.work, year.work.session.get_one(Expert, expert).person_id)
    sign(year.work, speaker, WEEKENDS, RULES, NOW)
    assert need.form == "offline"
    assert expert in ties(year.work, need.id, need.enterprise_id).barred
    assert expert in ties_by_need(year.work, [need.id])[need.id].barred
    need.form = "online"
    assert expert not in ties(year.work, need.id, need.enterprise_id).barred
    need.form = None
    assert expert not in ties_by_need(year.work, [need.id])[need.id].barred
