"""Papers in the register: given again as they went out, replaced, taken back, and what their codes say then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as DocumentOf
from pypdf import PdfReader
from sqlalchemy import select, update

from actions.office import NothingToExport, Office
from actions.reports.lists import publicity
from actions.titles import paper_status
from actions.titles.letters import letter_of
from actions.titles.paper_links import LASTS, link_to, opened
from actions.titles.papers import CannotRevoke, NoIssuer, revoke
from actions.titles.proofs import NothingRecorded, Span, proof_of
from bot.clock import SHANGHAI
from documents.papers.signed_file import read_file
from documents.papers.tokens import Forged
from documents.papers.typeset import MissingGlyphs
from programme.centres import Centre
from programme.packs import RulePack, load_pack
from programme.workdays import KNOWN, last_day
from storage.engine import make_engine
from storage.queries.titles.papers import PaperFacts, content_of
from storage.queries.titles.standing import QualificationFacts, qualification
from storage.tables import (
    Application,
    Diary,
    Expert,
    IssuedPaper,
    PaperSeries,
    Person,
    Qualification,
    Renewal,
)
from storage.unit_of_work import UnitOfWork
from tests import newest

NOW = datetime(2026, 11, 30, 9, tzinfo=SHANGHAI)
TODAY = NOW.date()
YEAR = Span(date(2026, 1, 1), date(2026, 10, 31))
CENTRE = Centre("440800", "青石市中小企业服务中心", prefix="QS", site="https://yiqi.example.cn")
RULES = load_pack("national-2023").by(KNOWN, (CENTRE,))


class Register:
    """An expert with two services on record."""

    def __init__(self, work: UnitOfWork, name: str = "苏晓岚") -> None:
        self.work = work
        self.person = Person(name=name, created_at=NOW)
        self._keep(self.person)
        expert = Expert(person_id=self.person.id, domains=["tax"], region="440802")
        self._keep(expert)
        term = {"certified_on": date(2026, 3, 1), "until": date(2029, 3, 1)}
        self.title = Qualification(holder="expert", holder_id=expert.id, pack=RULES.id, **term)
        self._keep(self.title)
        for day in (5, 6):
            self.served(date(2026, 4, day), NOW - timedelta(days=3))

    def served(self, day: date, told: datetime) -> None:
        whose = {"holder": "expert", "holder_id": self.title.holder_id, "person_id": self.person.id}
        what = {
            "served_on": day,
            "hours": Decimal("1.5"),
            "enterprises": 1,
            "names": ["甲厂"],
            "outcome": "甲厂",
        }
        self._keep(Diary(**whose, **what, domains=["tax"], form="online", recorded_at=told))

    def _keep(self, row: object) -> None:
        self.work.session.add(row)
        self.work.session.flush()

    @property
    def held(self) -> QualificationFacts:
        found = qualification(self.work, self.title.id)
        assert found
        return found

    def letter(self, rules: RulePack = RULES, now: datetime = NOW) -> PaperFacts:
        return letter_of(self.work, self.held, rules, None, now)

    def proof(self, span: Span = YEAR, now: datetime = NOW) -> PaperFacts:
        return proof_of(self.work, self.held, span, RULES, None, now)

    def says(self, paper: PaperFacts, on: date = TODAY) -> paper_status.Status:
        return paper_status.by_token(self.work.connection, paper.token, on)


@pytest.fixture
def enter(tmp_path: Path) -> Iterator[Callable[..., Register]]:
    engine = make_engine(newest.sqlite(tmp_path / "papers.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield lambda *name: Register(work, *name)
    engine.dispose()


def test_a_lost_letter_is_given_again_byte_for_byte(enter: Callable[..., Register]) -> None:
    register = enter()
    first, later = register.letter(), register.letter(now=NOW + timedelta(days=90))
    assert first == later
    assert (first.number, first.first, first.last) == (
        "QS-P-2026-00001-8",
        date(2026, 3, 2),
        date(2029, 3, 1),
    )
    keys = paper_status.keys_of(register.work.connection)
    assert read_file(content_of(register.work.connection, first.id), keys).name == "苏晓岚"


def test_a_renewed_title_has_a_new_letter_and_the_old_one_names_it(enter: Callable[..., Register]) -> None:
    register = enter()
    old = register.letter()
    register.work.session.add(
        Renewal(qualification_id=register.title.id, until=old.last, asked_at=NOW, state="agreed")
    )
    register.title.until, register.title.state = date(2032, 3, 1), "renewed"
    register.work.session.flush()
    new = register.letter()
    assert (new.first, new.last) == (date(2029, 3, 2), date(2032, 3, 1))
    assert register.says(old).word == "已替换"
    assert register.says(old).note == f"已由 {new.number} 替换。"
    assert register.says(new).word == "有效"


def test_a_letter_ends_with_its_term_and_is_void_with_its_title(enter: Callable[..., Register]) -> None:
    register = enter()
    letter = register.letter()
    assert register.says(letter, date(2029, 3, 1)).word == "有效"
    assert register.says(letter, date(2029, 3, 2)).word == "已到期"
    register.title.state = "revoked"
    register.work.session.flush()
    assert register.says(letter).word == "已撤销"
    with pytest.raises(ValueError, match="revoked"):
        register.letter()


def test_a_number_is_revoked_once_and_never_given_again(enter: Callable[..., Register]) -> None:
    register = enter()
    letter = register.letter()
    revoke(register.work, letter.number, "名字写错", None, NOW)
    assert register.says(letter).word == "已撤销"
    with pytest.raises(CannotRevoke, match="不在用"):
        revoke(register.work, letter.number, "再来", None, NOW)
    with pytest.raises(CannotRevoke, match="没有编号"):
        revoke(register.work, "QS-P-2026-00009-5", "没有", None, NOW)
    assert register.letter().number.startswith("QS-P-2026-00002")


def test_a_proof_sums_to_the_record_and_names_no_enterprise(enter: Callable[..., Register]) -> None:
    register = enter()
    proof = register.proof()
    assert proof.hours == "3"
    assert register.proof(now=NOW + timedelta(days=1)).id == proof.id
    with pytest.raises(NothingRecorded):
        register.proof(Span(date(2025, 1, 1), date(2025, 12, 31)))


def test_what_is_taken_back_later_is_said_and_what_is_told_later_is_not(
    enter: Callable[..., Register],
) -> None:
    register = enter()
    proof = register.proof()
    register.served(date(2026, 5, 1), NOW + timedelta(days=2))
    assert register.says(proof).word == "有效"
    first = register.work.session.scalars(select(Diary.id)).first()
    register.work.session.execute(update(Diary).where(Diary.id == first).values(state="retracted"))
    assert register.says(proof).word == "记录已更正"
    assert register.proof().hours == "3"


def test_a_number_alone_shows_the_name_masked(enter: Callable[..., Register]) -> None:
    register = enter()
    letter = register.letter()
    connection, today = register.work.connection, NOW.date()
    shown = paper_status.by_number(connection, letter.number.lower().replace("-", " "), today)
    assert (shown.word, dict(shown.rows)["姓名或单位"]) == ("有效", "苏＊岚")
    assert paper_status.by_number(connection, "QS-P-2026-00001-9", today).word == "编号有误"
    assert paper_status.by_number(connection, "QS-P-2026-00003-4", today).word in ("查无此号", "编号有误")


def test_a_copied_code_shows_the_name_that_it_was_made_for(enter: Callable[..., Register]) -> None:
    """Whoever prints another's code on a paper of their own is given away by the name that it shows."""
    register = enter()
    assert dict(register.says(register.letter()).rows)["姓名或单位"] == "苏晓岚"


def test_a_signed_token_that_is_not_registered_is_no_paper(enter: Callable[..., Register]) -> None:
    register = enter()
    letter = register.letter()
    register.work.session.execute(update(IssuedPaper).values(token="another"))
    assert register.says(letter).word == "查无此号"
    assert paper_status.by_token(register.work.connection, "A" * 200, NOW.date()).word == "核验不通过"


def test_a_name_that_cannot_be_printed_uses_no_number(enter: Callable[..., Register]) -> None:
    register = enter("苏\U0003106c")
    with pytest.raises(MissingGlyphs):
        register.letter()
    assert register.work.session.scalars(select(PaperSeries)).all() == []


def test_without_a_centre_that_issues_nothing_is_made(enter: Callable[..., Register]) -> None:
    for centres in (
        (),
        (Centre("440800", "青石市中小企业服务中心"),),
        (Centre("110000", "别处", prefix="BJ"),),
    ):
        with pytest.raises(NoIssuer):
            enter().letter(load_pack("national-2023").by(KNOWN, centres))


def test_a_link_ends_after_a_day_and_cannot_be_forged(enter: Callable[..., Register]) -> None:
    register = enter()
    letter = register.letter()
    address = link_to(register.work, letter, CENTRE.site, NOW)
    link = address.removeprefix("https://yiqi.example.cn/papers/")
    connection = register.work.connection
    assert opened(connection, link, NOW) == letter
    assert opened(connection, link, NOW + LASTS) is None
    assert opened(connection, link[:-3] + "AAA", NOW) is None
    assert opened(connection, letter.token, NOW) is None
    assert link_to(register.work, letter, "", NOW) == ""
    with pytest.raises(Forged):
        read_file(link.encode(), paper_status.keys_of(connection))


def test_publicity_says_from_when_to_when_over_a_holiday(enter: Callable[..., Register]) -> None:
    """Five working days that begin before the National Day of 2026 end behind it; the day of publication is not counted."""
    register = enter()
    first = date(2026, 9, 28)
    last = last_day(first, 5)
    rest = {
        "region": "440802",
        "pack": RULES.id,
        "domains": ["tax"],
        "answers": {},
        "papers": [],
        "submitted_at": NOW,
    }
    days = {"state": "publicity", "published_on": first, "publicity_ends": last}
    who = {
        "person_id": register.person.id,
        "kind": "expert",
        "name": "王五",
        "unit": "乙厂",
        "phone": "13800000101",
    }
    register.work.session.add(Application(**who, **days, **rest))
    office = Office(register.work, "440800", RULES, None, NOW)
    made, page, web, sheet = publicity(office, "expert", 2, ("docx", "xlsx"))
    assert {one.name.rpartition(".")[0] for one in (made, page, web, sheet)} == {"公示_专家_2026年第2批"}
    read = "".join(one.extract_text() for one in PdfReader(BytesIO(page.content)).pages)
    assert "王五" in read
    assert "13800000101" not in read
    document = DocumentOf(BytesIO(made.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert last > date(2026, 10, 7)
    assert f"2026年9月28日至2026年10月{last.day}日" in text
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["1", "王五", "乙厂", "财税管理"]
    assert "13800000101" not in document.element.xml
    with pytest.raises(NothingToExport):
        publicity(office.over("130000"), "expert", 2, ())
