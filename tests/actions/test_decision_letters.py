"""Letters of decisions say what was decided: by the year it settles, in the clause's own words, with the day of its notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as DocumentOf

from actions.audit import note
from actions.office import Made
from actions.reports.staff_papers import PAPERS, Wish
from storage.engine import make_engine
from storage.queries.titles.holders import holder_of
from storage.tables import Case, FormalWarning, Qualification, StaffDecision
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, OfficeYear

YEARLY, OFFENCE = "N23-E 第十三条：年度服务未达标", "N23-E 第十三条：违反国家相关法律法规造成不良影响"
LAST_DAY = date(2027, 1, 9)


@pytest.fixture
def year(tmp_path: Path) -> Iterator[OfficeYear]:
    engine = make_engine(newest.sqlite(tmp_path / "letters.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield OfficeYear(work)
    engine.dispose()


def says(made: Made) -> str:
    paragraphs = DocumentOf(BytesIO(made.content)).paragraphs
    return re.sub(r"\s", "", "|".join(one.text for one in paragraphs))


def letter(year: OfficeYear, what: str, subject: int) -> Made:
    (made,) = PAPERS[what].make(year.office, Wish(subject=subject))
    return made


def kept(whose: OfficeYear, subject: str, subject_id: int, deed: str, days_ago: int, **more: object) -> None:
    """A decision as it is kept with its dossier."""
    at, by = NOW - timedelta(days=days_ago), _somebody(whose)
    what = {"subject": subject, "subject_id": subject_id, "person_id": by, "deed": deed, "state": "done"}
    rest = {"region": "440802", "before": {}, "proposed_by": by, "proposed_at": at, "decided_at": at}
    whose.work.session.add(StaffDecision(**what, **rest, appeal_until=LAST_DAY, **more))
    whose.work.session.flush()


def _somebody(year: OfficeYear) -> int:
    who = holder_of(year.work, year.good.id)
    assert who
    return who.person_id


def test_the_year_that_is_settled_stands_in_the_letter_and_no_later_one(year: OfficeYear) -> None:
    title = year.work.session.get_one(Qualification, year.gone.id)
    title.certified_on = date(2025, 1, 1)
    year.served(title, date(2025, 5, 4), ["tax"], "丙厂")
    kept(year, "qualification", title.id, "revoke", 2, ground=YEARLY, reason="两次提醒后仍未服务", year=2025)
    said = says(letter(year, "revocation", title.id))
    assert "2025年度服务时长2.5小时、服务企业1家" in said
    assert "2026年度" not in said


def test_figures_are_not_quoted_as_if_they_were_the_clause_s_words(year: OfficeYear) -> None:
    said = says(letter(year, "revocation", year.gone.id))
    assert "依据《中小企业志愿服务专家管理办法（试行）》第十三条的规定" in said
    assert "“年度服务未达标”" not in said


def test_an_offence_is_no_matter_of_figures(year: OfficeYear) -> None:
    kept(year, "qualification", year.gone.id, "revoke", 2, ground=OFFENCE, reason="被主管部门查处")
    said = says(letter(year, "revocation", year.gone.id))
    assert "第十三条“违反国家相关法律法规造成不良影响”的规定" in said
    assert "服务时长" not in said


def test_an_appeal_may_be_made_until_the_day_that_the_notice_named(year: OfficeYear) -> None:
    kept(year, "warning", year.warning, "issue_warning", 20)
    kept(year, "qualification", year.gone.id, "revoke", 5, ground=YEARLY, reason="两次提醒后仍未服务")
    for made in (letter(year, "warning", year.warning), letter(year, "revocation", year.gone.id)):
        assert "可在2027年1月9日前（含当日）" in says(made)


def test_an_older_decision_may_be_appealed_for_as_long_as_its_pack_says(year: OfficeYear) -> None:
    assert "可在2026年12月10日前（含当日）" in says(letter(year, "warning", year.warning))


def test_each_of_two_warnings_has_its_own_day(year: OfficeYear) -> None:
    kept(year, "warning", year.warning, "issue_warning", 20)
    year.work.session.get_one(FormalWarning, year.warning).state = "lifted"
    note(year.work, "issue_warning", "qualification", year.silent.id, 1, NOW, reason="又没有服务")
    assert "自2026年11月10日起，对您予以警告" in says(letter(year, "warning", year.warning))


def test_an_appeal_about_a_title_is_answered_to_its_holder(year: OfficeYear) -> None:
    year.station.state = "revoked"
    case = year.work.session.get_one(Case, year.appeal)
    case.about = f"revoked:{year.station.id}"
    year.work.session.flush()
    said = says(letter(year, "appeal", year.appeal))
    assert "青石市装备制造行业协会：" in said
    assert "你单位对“撤销称号”提出申诉" in said
    assert "您" not in said
    assert "提出申诉，由没有经办" not in said


def test_a_letter_that_runs_on_says_of_how_many_pages_it_is(year: OfficeYear) -> None:
    short, long = letter(year, "appeal", year.appeal), letter(year, "revocation", year.gone.id)
    for made, runs_on in ((short, False), (long, True)):
        section = DocumentOf(BytesIO(made.content)).sections[0]
        assert section.different_first_page_header_footer == runs_on
        assert ("NUMPAGES" in section.first_page_header._element.xml) == runs_on
        assert ("PAGE" in section.footer._element.xml) == runs_on
