"""Rosters against the register: judged, written once, going on where they broke off, taken back to the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from actions.imports import commit
from actions.imports.batches import open_batch, preview
from actions.imports.commit import commit_some, go_on, include_batch
from actions.imports.forget import forget_rosters
from actions.imports.importer import Importer
from actions.imports.judged import Desk
from actions.imports.mend import to_mend
from actions.imports.settle import take_row
from actions.imports.undo import begin_undo, undo_some, undone
from actions.refusal import Refused
from actions.reminders.sweep import sweep
from bot.clock import SHANGHAI
from bot.devtools.fixtures import Actor, enter
from documents.rosters.reading import read
from language.industries import label
from programme.packs import load_pack
from storage.engine import make_engine
from storage.queries.imports import BatchFacts, batch, rows_back
from storage.queries.people.speakers import by_account
from storage.tables import (
    Account,
    Application,
    Diary,
    Enterprise,
    Expert,
    ImportRow,
    Outbox,
    Person,
    Qualification,
)
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests import newest

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
RULES = load_pack("national-2023")
HEAD = "姓名,所在单位,擅长领域,联系电话,联系邮箱\n"
FENG = "冯新勇,湛江市雷岛食品有限公司,税收筹划,18160289471,feng@example.org\n"
LIANG = "梁燕海,湛江市雷岛食品有限公司,外贸,18160289472,\n"
LIN = "林静,湛江大学,市场营销,,\n"
OWN = {"import_batch", "import_row", "audit", "expert_change"}
Deed = Callable[[UnitOfWork], Any]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(newest.sqlite(tmp_path / "yiqi.db"))
    yield made
    made.dispose()


def _do(engine: Engine, deed: Deed) -> Any:
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        return deed(work)


def _desk(work: UnitOfWork, included: bool = False, now: datetime = NOW) -> Desk:
    return Desk(work, Importer(None, "440800", included, "湛江市中心2026年2月认定"), RULES, now)


def _take_in(engine: Engine, text: str, kind: str = "experts", included: bool = False) -> BatchFacts:
    number = _do(engine, lambda work: open_batch(_desk(work, included), kind, "名单.csv", text.encode()))
    while _do(engine, lambda work: commit_some(work, number, RULES, NOW)):
        pass
    facts: BatchFacts = _do(engine, lambda work: batch(work, number))
    return facts


def _take_back(engine: Engine, number: int) -> tuple[int, int]:
    _do(engine, lambda work: begin_undo(work, number, None, NOW))
    while _do(engine, lambda work: undo_some(work, number, NOW)):
        pass
    found: tuple[int, int] = _do(engine, lambda work: undone(work, number))
    return found


def _rows(engine: Engine) -> dict[str, list[Any]]:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in OWN]
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in tables
        }


def _all(engine: Engine, *columns: Any) -> list[Any]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_a_roster_opens_applications_and_tells_nobody_one_by_one(engine: Engine) -> None:
    for name, roles in (("小赵", ("operator",)), ("孙丽", ("reviewer",))):
        actor = Actor(name, "staff", jurisdiction="440800", staff_roles=roles)
        _do(engine, lambda work, actor=actor: enter(work, actor, [("web", actor.name)], RULES, NOW))  # type: ignore[misc]  # defaults bind the loop's values
    facts = _take_in(engine, HEAD + FENG + LIANG + LIN)
    assert facts.verdicts == {"new": 2, "doubtful": 1}
    assert _all(engine, Application.name, Application.state, Application.reason) == [
        ("冯新勇", "recommended", "湛江市中心2026年2月认定"),
        ("梁燕海", "recommended", "湛江市中心2026年2月认定"),
    ]
    assert [kind for (kind,) in _all(engine, Outbox.kind)] == ["roster_in"]


def test_taking_in_twice_changes_nothing(engine: Engine) -> None:
    _take_in(engine, HEAD + FENG + LIANG, included=True)
    before = _rows(engine)
    assert _take_in(engine, HEAD + FENG + LIANG, included=True).verdicts == {"same": 2}
    assert _rows(engine) == before


def test_what_broke_off_goes_on_with_the_same_batch(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "SLICE", 1)
    text = (HEAD + FENG + LIANG).encode()
    first = _do(engine, lambda work: open_batch(_desk(work), "experts", "名单.csv", text))
    assert _do(engine, lambda work: commit_some(work, first, RULES, NOW))

    def die(work: UnitOfWork) -> None:
        commit_some(work, first, RULES, NOW)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _do(engine, die)
    assert len(_all(engine, Application.id)) == 1
    assert _do(engine, lambda work: open_batch(_desk(work), "experts", "名单.csv", text)) == first
    while _do(engine, lambda work: go_on(work, RULES, NOW)):
        pass
    assert [name for (name,) in _all(engine, Application.name)] == ["冯新勇", "梁燕海"]
    assert _do(engine, lambda work: batch(work, first)).state == "done"


@pytest.mark.parametrize("included", [False, True])
def test_taking_back_gives_the_same_rows(engine: Engine, included: bool) -> None:
    _take_in(engine, HEAD + FENG, included=True)
    before = _rows(engine)
    other = FENG.replace("18160289471", "13900001111").replace("税收筹划", "法律法规")
    facts = _take_in(engine, HEAD + other + LIANG, included=included)
    assert facts.verdicts == {"changed": 1, "new": 1}
    assert _rows(engine) != before
    assert _take_back(engine, facts.id) == (2, 0)
    assert _rows(engine) == before


def test_a_recommended_roster_is_included_by_its_reviewer_and_taken_back(engine: Engine) -> None:
    actor = Actor("孙丽", "staff", jurisdiction="440800", staff_roles=("reviewer",))
    _do(engine, lambda work: enter(work, actor, [("web", "孙丽")], RULES, NOW))
    before = _rows(engine)
    number = _take_in(engine, HEAD + FENG).id

    def include(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", "孙丽")
        assert speaker is not None
        include_batch(work, speaker, number, RULES, NOW)
        commit_some(work, number, RULES, NOW)

    _do(engine, include)
    assert _all(engine, Application.state) == [("certified",)]
    assert len(_all(engine, Expert.id)) == 1
    assert _take_back(engine, number) == (1, 0)
    after = _rows(engine)
    assert [name for name in after if after[name] != before[name]] in ([], ["outbox"])


def test_what_somebody_has_built_on_stays(engine: Engine) -> None:
    facts = _take_in(engine, HEAD + FENG + LIANG, included=True)

    def comes_in(work: UnitOfWork) -> None:
        person = work.session.scalars(select(Person.id).where(Person.name == "冯新勇")).one()
        work.session.add(Account(channel="web", external_id="feng", person_id=person, created_at=NOW))

    _do(engine, comes_in)
    assert _take_back(engine, facts.id) == (1, 1)
    assert _all(engine, Person.name) == [("冯新勇",)]
    with pytest.raises(Refused):
        _do(engine, lambda work: begin_undo(work, facts.id, None, NOW))


def test_each_row_is_compared_with_the_register(engine: Engine) -> None:
    _take_in(engine, HEAD + FENG + LIANG, included=True)
    text = HEAD + "".join(
        [
            FENG.replace("税收筹划", "法律法规"),
            LIANG.replace("梁燕海", "王五一").replace("雷岛", "蓝湾"),
            "梁燕海,湛江市雷岛食品有限公司,外贸,13900002222,\n",
            "何平,湛江大学,法律,13900003333,\n",
        ]
    )
    seen = _do(engine, lambda work: preview(_desk(work), "experts", text.encode()))
    assert [(told.verdict, told.why) for _, told in seen.rows] == [
        ("changed", "领域"),
        ("doubtful", "电话 18160289472 登记的是梁燕海，请核对是不是同一位"),
        ("changed", "电话"),
        ("new", ""),
    ]
    outside = "姓名,单位,领域,电话,县区\n何平,湛江大学,法律,13900003333,茂名市茂南区\n"
    seen = _do(engine, lambda work: preview(_desk(work), "experts", outside.encode()))
    assert [(told.verdict, "辖区" in told.why) for _, told in seen.rows] == [("wrong", True)]


def test_titles_with_dates_are_held_since_then_and_silent_since_they_came(engine: Engine) -> None:
    _do(
        engine,
        lambda work: enter(
            work, Actor("小赵", "staff", jurisdiction="440800"), [("web", "小赵")], RULES, NOW
        ),
    )
    people = "".join(
        f"专家{chr(0x4E00 + n)},湛江大学{n},法律,139000010{n:02},2025年3月1日,湛〔2025〕{n}号\n"
        for n in range(28)
    )
    facts = _take_in(engine, "姓名,单位,领域,电话,认定日期,聘书编号\n" + people, included=True)
    assert facts.verdicts == {"new": 28}
    held = set(_all(engine, Qualification.certified_on, Qualification.until, Qualification.registered_on))
    assert held == {(date(2025, 3, 1), date(2028, 3, 1), NOW.date())}
    for day in range(1, 30):
        _do(engine, lambda work, day=day: sweep(work, NOW + timedelta(days=day), RULES))  # type: ignore[misc]  # as above
    staff = [kind for kind, person in _all(engine, Outbox.kind, Outbox.person_id) if person == 1]
    assert "warning_due" not in staff, "nobody knows here what was done before they came"


def test_rows_to_mend_come_back_as_a_file_that_can_be_sent_again(engine: Engine) -> None:
    facts = _take_in(engine, HEAD + FENG + LIN + "何平,湛江大学,法律,1390000,\n")
    entries = list(read(_do(engine, lambda work: to_mend(work, facts)), "experts", "440800", NOW).entries)
    assert [(one.values["name"], one.cells[-1]) for one in entries] == [
        ("林静", "没有写电话，联系不上本人"),
        ("何平", "电话「1390000」是 7 位，位数不对"),
    ]


def _without_ground(engine: Engine, included: bool) -> int:
    def opened(work: UnitOfWork) -> int:
        desk = Desk(work, Importer(None, "440800", included), RULES, NOW)
        return open_batch(desk, "experts", "名单.csv", (HEAD + FENG).encode())

    number: int = _do(engine, opened)
    return number


def test_who_certified_them_is_said_before_they_are_taken_in(engine: Engine) -> None:
    """A roster may recommend without; a title needs it, at the latest when the reviewer gives it."""
    with pytest.raises(Refused, match="no_reason"):
        _without_ground(engine, included=True)
    number = _without_ground(engine, included=False)
    _do(engine, lambda work: commit_some(work, number, RULES, NOW))
    actor = Actor("孙丽", "staff", jurisdiction="440800", staff_roles=("reviewer",))
    _do(engine, lambda work: enter(work, actor, [("web", "孙丽")], RULES, NOW))

    def include(work: UnitOfWork, ground: str) -> None:
        speaker = by_account(work, "web", "孙丽")
        assert speaker is not None
        include_batch(work, speaker, number, RULES, NOW, ground)
        commit_some(work, number, RULES, NOW)

    with pytest.raises(Refused, match="no_reason"):
        _do(engine, lambda work: include(work, ""))
    _do(engine, lambda work: include(work, "湛江市中心2026年2月认定"))
    assert _all(engine, Application.state, Application.reason) == [("certified", "湛江市中心2026年2月认定")]


WRITTEN = {
    "experts": "姓名,所在单位,擅长领域,联系电话,地址,认定日期,有效期至",
    "stations": "工作站名称,负责人,联系电话,地址,认定日期",
    "enterprises": "企业名称,联系人,联系电话,所在地区",
    "diaries": "姓名,单位,服务日期,时长,服务企业,领域",
}
CELLS = (
    "", "冯新勇", "李", "湛江大学", "雷岛公司", "税收筹划", "没有的领域", "18160289471", "3329414", "赤坎区", "石家庄",
    "2026-02-10", "2020-01-01", "2", "37小时", "□□",
)  # fmt: skip


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_yes_to_any_doubtful_row_writes_it_or_says_why_not(engine: Engine, kind: str) -> None:
    actor = Actor("孙丽", "staff", jurisdiction="440800")
    _do(engine, lambda work: enter(work, actor, [("web", "孙丽")], RULES, NOW))
    width = WRITTEN[kind].count(",") + 1

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), min_size=1, max_size=4))
    def holds(rows: list[list[str]]) -> None:
        text = "\n".join([WRITTEN[kind], *map(",".join, rows)]) + "\n"
        before = _rows(engine)
        try:
            facts = _take_in(engine, text, kind)
        except Refused:
            return  # no row that says anything
        for key in _do(engine, lambda work: [row.id for row in rows_back(work, facts.id)]):
            _do(engine, lambda work, key=key: _said_yes(work, facts.id, key))  # type: ignore[misc]  # as above
        told = _all(engine, ImportRow.verdict, ImportRow.state, ImportRow.batch_id)
        own = [one for one in told if one[2] == facts.id]
        assert not [one for one in own if one[1] == "settled" and one[0] in ("doubtful", "wrong")]
        _take_back(engine, facts.id)
        after = _rows(engine)
        assert {name for name in after if after[name] != before[name]} <= {"outbox"}

    holds()


def _said_yes(work: UnitOfWork, batch_id: int, row_id: int) -> None:
    speaker = by_account(work, "web", "孙丽")
    assert speaker is not None
    with suppress(Refused), work.undone_if_refused():
        take_row(work, speaker, batch_id, row_id, RULES, NOW)


def test_firms_and_who_speaks_for_them(engine: Engine) -> None:
    text = "企业名称,县区,联系人,手机\n湛江蓝湾海鲜加工厂,赤坎区,张海,13800001111\n"
    before = _rows(engine)
    facts = _take_in(engine, text, "enterprises")
    assert facts.verdicts == {"new": 1}
    assert _all(engine, Enterprise.name, Enterprise.region) == [("湛江蓝湾海鲜加工厂", "440802")]
    assert _take_in(engine, text + "\n", "enterprises").verdicts == {"same": 1}
    assert _take_back(engine, facts.id) == (1, 0)
    assert _rows(engine) == before


def test_a_column_of_trades_is_read_and_never_stands_over_what_a_firm_said(engine: Engine) -> None:
    text = (
        "企业名称,县区,联系人,手机,所属行业\n湛江华信科技有限公司,赤坎区,刘海生,13800001112,住宿餐饮\n"
        "湛江百纳科技有限公司,赤坎区,陈东海,13800001113,其他杂项\n"
    )
    facts = _take_in(engine, text, "enterprises")
    assert facts.verdicts == {"new": 2}
    trades = dict(_all(engine, Enterprise.name, Enterprise.trade))
    assert {name: label(trade) for name, trade in trades.items()} == {
        "湛江华信科技有限公司": "住宿餐饮",
        "湛江百纳科技有限公司": "没说行业",
    }
    other = text.replace("住宿餐饮", "批发零售").replace("刘海生,13800001112", "林国强,13800001114")
    _take_in(engine, other, "enterprises")
    assert dict(_all(engine, Enterprise.name, Enterprise.trade)) == trades


def test_diaries_go_to_whoever_served(engine: Engine) -> None:
    _take_in(engine, HEAD + FENG, included=True)
    text = (
        "专家姓名,服务日期,服务时长,服务企业\n冯新勇,2026年2月5日,2小时,蓝湾厂\n何平,2026年2月5日,2,蓝湾厂\n"
    )
    facts = _take_in(engine, text, "diaries")
    assert facts.verdicts == {"new": 1, "wrong": 1}
    assert [(str(hours), firms) for hours, firms in _all(engine, Diary.hours, Diary.enterprises)] == [
        ("2.00", 1)
    ]
    assert _take_in(engine, text + "\n", "diaries").verdicts == {"same": 1, "wrong": 1}
    assert _take_back(engine, facts.id) == (1, 0)
    assert _all(engine, Diary.id) == []


def test_what_a_roster_said_is_forgotten_after_ninety_days_and_can_still_be_undone(engine: Engine) -> None:
    before = _rows(engine)
    facts = _take_in(engine, HEAD + FENG + LIN)
    _do(engine, lambda work: forget_rosters(work, NOW + timedelta(days=89)))
    assert _all(engine, ImportRow.cells)[0][0][0] == "冯新勇"
    _do(engine, lambda work: forget_rosters(work, NOW + timedelta(days=91)))
    assert _all(engine, ImportRow.cells, ImportRow.values) == [([], {}), ([], {})]
    assert _take_back(engine, facts.id) == (1, 0)
    assert _rows(engine) == before
