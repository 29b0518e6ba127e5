"""Reports and figures upwards say what the register says: sums, complaints, whose register of which day, how it was served."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as DocumentOf
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from actions.reports.staff_papers import PAPERS, Wish
from bot.clock import SHANGHAI
from storage.engine import make_engine
from storage.tables import Case, Need, Person
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, OfficeYear


@pytest.fixture
def year(tmp_path: Path) -> Iterator[OfficeYear]:
    engine = make_engine(newest.sqlite(tmp_path / "figures.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield OfficeYear(work)
    engine.dispose()


def report(year: OfficeYear, month: int = 0) -> str:
    paper, _ = PAPERS["report"].make(year.office, Wish(year=2026, month=month))
    document = DocumentOf(BytesIO(paper.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s", "", "|".join([*(one.text for one in document.paragraphs), *cells]))


def complain(year: OfficeYear, state: str) -> None:
    somebody = Person(name="张厂长", created_at=NOW)
    year.work.session.add(somebody)
    year.work.session.flush()
    what = {"kind": "complaint", "about": "quality", "against": "苏晓岚", "region": "440802", "state": state}
    filed = {"text": "约好了没有来。", "filed_at": NOW - timedelta(days=9)}
    year.work.session.add(Case(person_id=somebody.id, **what, **filed))
    year.work.session.flush()


def test_what_a_station_tells_of_its_expert_s_service_counts_once_in_every_sum(year: OfficeYear) -> None:
    year.served(year.station, date(2026, 2, 5), ["tax"], "甲厂2", "station")
    book, signed = PAPERS["figures"].make(year.office, Wish())
    told = json.loads(signed.content)["figures"]
    for cut in ("by_place", "by_field", "by_month"):
        assert sum(one["times"] for one in told[cut].values()) == told["totals"]["diaries"] == 8
        assert sum(float(one["hours"]) for one in told[cut].values()) == told["totals"]["hours"] == 20.0
    last = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_name("分地区").to_python()[-1]
    assert last[1:4] == ["合计", 8.0, 20.0]
    assert "合计|8|20|" in report(year)


def test_complaints_are_counted_whatever_came_of_them(year: OfficeYear) -> None:
    assert "没有收到投诉" in report(year)
    for state in ("dismissed", "upheld", "upheld", "filed", "withdrawn"):
        complain(year, state)
    assert "收到投诉5件，其中成立2件，不成立1件，已撤回1件，还在核查1件。" in report(year)


def test_who_is_in_the_register_is_said_of_today(year: OfficeYear) -> None:
    said = report(year, month=8)
    assert "统计截至2026年8月31日" in said
    assert "截至2026年11月30日，在册专家2位、工作站1个。2026年8月有服务记录的专家和工作站1个。" in said
    assert "|2026年11月30日在册专家（位）|2|" in said
    assert "|在册专家（位）|2|" in report(year)
    _, signed = PAPERS["figures"].make(year.office, Wish(year=2026, month=8))
    assert json.loads(signed.content)["figures"]["in_register_on"] == "2026-11-30"


@pytest.mark.parametrize(
    ("form", "said"), [("online", "专家线上提供了服务"), ("offline", "专家当面提供了服务")]
)
def test_a_case_says_how_and_on_which_day_it_was_served(year: OfficeYear, form: str, said: str) -> None:
    early = datetime(2026, 11, 2, 7, tzinfo=SHANGHAI)
    year.work.session.execute(update(Need).values(form=form, served_at=early))
    assert f"2026年11月2日{said}" in report(year)
