"""Erasure and the own copy, for each role: figures stay, nothing personal does, and what others were told is told no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from actions.offers.chat import key_of
from actions.people.erase import ask_erasure
from actions.people.export import export_own
from actions.refusal import Refused
from actions.reports.figures import COUNTING
from bot.app import App
from bot.clock import SHANGHAI, StoppedClock
from bot.devtools.fixtures import Actor
from documents.own_copy import data_of
from storage.personal import PERSONAL
from storage.queries.activities.account import photos_of, released_photo
from storage.queries.people.erasure import subject_of
from storage.queries.people.speakers import by_person
from storage.queries.reports.figures import figures
from storage.queries.reports.span import Span
from storage.tables import (
    Activity,
    Application,
    Audit,
    Case,
    ChatLine,
    Credit,
    Diary,
    Enterprise,
    Erasure,
    Expert,
    File,
    FormalWarning,
    IssuedPaper,
    Need,
    Offer,
    Outbox,
    Person,
    Qualification,
    Rating,
    ServiceChat,
    Staff,
)
from tests.contracts.crowd import arrive, lawyer, rows, say
from tests.opened_rows import everything, where_is

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂", phone="13800001234")
LAWYER = replace(lawyer("李大律"), phone="13900005678", unit="海安律所", specialities="海事合同")
STATION = Actor(
    "陈站长", "station", "440802", unit="南桥工作站", phone="13700009999", certified=date(2026, 1, 1)
)
OFFICER = Actor("小赵", "staff", "440800", phone="13600007777")
STORY = "蓝湾的供应商拖欠货款，合同纠纷，想找律师问问"
EMAIL = "someone@example.cn"


@pytest.fixture
def people(app: App, clock: StoppedClock) -> dict[str, int]:
    """A service from the need to the stars, told in talks; and beside it what talks here do not tell."""
    who = {actor.name: arrive(app, actor) for actor in (FIRM, LAWYER, STATION, OFFICER)}
    told = [
        ("张厂长", STORY), ("张厂长", "确认"), ("李大律", "接单"), ("李大律", "今天给蓝湾海鲜加工厂改了合同，2小时"), ("李大律", "确认"),
        ("张厂长", "5分"), ("张厂长", "李大律讲得很清楚"),
    ]  # fmt: skip
    for place, (name, text) in enumerate(told):
        clock.move(timedelta(minutes=5))
        say(app, name, text, f"{place}")
        app.clockwork.tick()
    app.database.write(lambda work: _besides(work, who, clock)).result()
    return who


def _besides(work: Any, who: dict[str, int], clock: StoppedClock) -> None:
    now, account = clock.now(), {one: subject_of(work, who[one]).account_ids[0] for one in who}
    for name in who:
        work.session.get_one(Person, who[name]).email = f"{name}-{EMAIL}"
        work.session.add(File(key=f"k-{name}", account_id=account[name], media_type="application/pdf",
                              content=f"{name}的身份证".encode(), created_at=now))  # fmt: skip
        work.session.add(Credit(channel="web", account=name, kind="message", left=3, until=now))
        work.session.add(
            Application(
                person_id=who[name], kind="expert", pack="national-2023", name=name, unit="从前的单位", region="440802",
                phone="13500001111", domains=[], answers={"address": f"{name}家住赤坎"}, papers=[f"id:k-{name}"],
                state="refused", reason=f"{name}材料不全", submitted_at=now, decided_at=now,
            )
        )  # fmt: skip
        work.session.add(
            Case(kind="complaint", about="quality", person_id=who[name], region="440802", text=f"{name}说的事",
                 against="李大律", state="dismissed", filed_at=now, decided_at=now)
        )  # fmt: skip
    title = work.session.scalars(select(Qualification).where(Qualification.holder == "expert")).first()
    work.session.add(FormalWarning(qualification_id=title.id, silent_since=date(2026, 1, 2), due_on=date(2026, 7, 2),
                                   state="lifted", reason="李大律来过电话"))  # fmt: skip
    work.session.add(
        IssuedPaper(number="ZJ-1", kind="certificate", qualification_id=title.id, name="李大律", first=date(2026, 1, 1), last=None,
                    token="李大律的码", content="李大律证书".encode(), file_name="李大律.pdf", issued_at=now, changed_at=now)
    )  # fmt: skip


def _ended(app: App, name: str, person: int) -> None:
    """What must end before: the title, the office, the service."""

    def end(work: Any) -> None:
        subject = subject_of(work, person)
        for title in work.session.scalars(select(Qualification).where(Qualification.id.in_(subject.titles))):
            title.state = "withdrawn"
        for officer in work.session.scalars(select(Staff).where(Staff.person_id == person)):
            work.session.delete(officer)

    app.database.write(end).result()


def _ask(app: App, person: int, clock: StoppedClock) -> None:
    app.database.write(lambda work: ask_erasure(work, by_person(work, person), clock.now())).result()


def _counted(app: App) -> Any:
    span = Span(date(2026, 1, 1), date(2026, 12, 31), SHANGHAI)
    with app.database.read() as connection:
        whole = figures(connection, "440800", span, COUNTING)
        count = {
            table: rows(app, table)
            for table in (Need, Offer, Diary, Rating, Application, Case, Person, Enterprise, Expert)
        }
        sums = [
            connection.execute(select(func.sum(column))).scalar() for column in (Diary.hours, Rating.stars)
        ]
    return whole, count, sums


@pytest.mark.parametrize("actor", [FIRM, LAWYER, STATION, OFFICER], ids=lambda actor: actor.role)
def test_nothing_of_them_is_left_and_the_figures_are_the_same(
    app: App, clock: StoppedClock, people: dict[str, int], actor: Actor
) -> None:
    _ended(app, actor.name, people[actor.name])
    before, own = _counted(app), [actor.name, actor.phone or "", f"{actor.name}-{EMAIL}"]
    assert all(where_is(app, word) for word in own)
    assert "删了找不回来" in say(app, actor.name, "删除我的信息", "wish")
    assert "今天之内删完" in say(app, actor.name, "确认", "yes")
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    for word in own:
        assert where_is(app, word) == set(), word
    assert _counted(app) == before
    assert rows(app, Erasure, Erasure.done_at.is_not(None)) == 1
    assert rows(app, File) == rows(app, Credit) == 3
    deeds = {"withdraw_consent", "ask_erasure", "erase"}
    assert rows(app, Audit, Audit.deed.in_(deeds), Audit.subject_id == people[actor.name]) == 3
    for name in people.keys() - {actor.name}:
        assert where_is(app, f"{name}-{EMAIL}") == {"person"}


def test_what_the_firm_was_told_of_the_expert_is_told_no_more(
    app: App, clock: StoppedClock, people: dict[str, int]
) -> None:
    assert "outbox" in where_is(app, "13900005678")
    _ended(app, "李大律", people["李大律"])
    app.database.write(
        lambda work: ask_erasure(work, by_person(work, people["李大律"]), clock.now())
    ).result()
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    text = everything(app)
    assert "13900005678" not in text
    assert "outbox: " in text
    assert "（已删除）" in text


@pytest.mark.parametrize("name", ["张厂长", "李大律"])
def test_a_chat_is_in_both_copies_and_goes_with_either(
    app: App, clock: StoppedClock, people: dict[str, int], name: str
) -> None:
    app.database.write(lambda work: _chat(work, people, clock)).result()
    content, _ = app.database.write(
        lambda work: export_own(work, by_person(work, people[name]), clock.now())
    ).result()
    assert {"合同在财务那里", "请您先别寄出去"} <= {row["text"] for row in data_of(content)["服务中的聊天"]}
    _ended(app, name, people[name])
    _ask(app, people[name], clock)
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    assert where_is(app, "合同在财务那里") == where_is(app, "请您先别寄出去") == set()


def _chat(work: Any, who: dict[str, int], clock: StoppedClock) -> None:
    now, need = clock.now(), work.session.scalars(select(Need)).one()
    chat = ServiceChat(need_id=need.id, expert_id=need.expert_id, person_id=who["张厂长"], opened_at=now, last_at=now,
                       last_by_expert=True)  # fmt: skip
    work.session.add(chat)
    work.flush()
    for name, text in (("张厂长", "合同在财务那里"), ("李大律", "请您先别寄出去")):
        by_expert = name == "李大律"
        line = ChatLine(chat_id=chat.id, person_id=who[name], by_expert=by_expert, text=text, said_at=now)
        work.session.add(line)
        work.flush()
        other = who["张厂长" if by_expert else "李大律"]
        work.session.add(Outbox(person_id=other, kind="chat_said", key=key_of(line.id), facts={}, shown={"text": text},
                                state="sent", seq=line.id, due_at=now, sent_at=now, created_at=now))  # fmt: skip


@pytest.mark.parametrize("name", ["张厂长", "李大律"])
def test_a_photo_of_a_chat_goes_with_who_sent_it_and_leaves_the_chat_with_either(
    app: App, clock: StoppedClock, people: dict[str, int], name: str
) -> None:
    def send(work: Any) -> None:
        _chat(work, people, clock)
        account = subject_of(work, people["张厂长"]).account_ids[0]
        work.session.add(File(key="k-photo", account_id=account, media_type="image/jpeg", content="红戳的照片".encode(),
                              created_at=clock.now()))  # fmt: skip
        line = work.session.scalars(select(ChatLine).where(ChatLine.person_id == people["张厂长"])).one()
        line.file_key = "k-photo"

    app.database.write(send).result()
    assert where_is(app, "红戳的照片") == {"file"}
    _ended(app, name, people[name])
    _ask(app, people[name], clock)
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    assert where_is(app, "k-photo") == (set() if name == "张厂长" else {"file"})
    assert where_is(app, "红戳的照片") == (set() if name == "张厂长" else {"file"})
    if name == "李大律":
        clock.move(timedelta(days=32))  # nothing has it any more
        app.clockwork.tick()
        assert where_is(app, "红戳的照片") == set()


def test_photos_of_an_activity_go_with_who_sent_them_from_every_page(
    app: App, clock: StoppedClock, people: dict[str, int]
) -> None:
    def held(work: Any) -> int:
        account = subject_of(work, people["陈站长"]).account_ids[0]
        for key in ("k-hall", "k-talk"):
            work.session.add(File(key=key, account_id=account, media_type="image/jpeg", content="满座的照片".encode(),
                                  created_at=clock.now()))  # fmt: skip
        keys = ["k-hall", "k-talk"]
        one = Activity(kind="event", title="沙龙", held_on=clock.now().date(), region="440802", person_id=people["陈站长"],
                       photos=keys, photos_agreed=keys, photos_released=keys, created_at=clock.now())  # fmt: skip
        work.session.add(one)
        work.session.flush()
        return one.id

    key = app.database.write(held).result()
    assert len(app.database.write(lambda work: photos_of(work, key)).result()) == 2
    _ended(app, "陈站长", people["陈站长"])
    _ask(app, people["陈站长"], clock)
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    assert where_is(app, "满座的照片") == set()
    assert app.database.write(lambda work: photos_of(work, key)).result() == []
    assert app.database.write(lambda work: released_photo(work, key, 1)).result() is None


def test_who_has_something_under_way_is_told_what_ends_it(
    app: App, clock: StoppedClock, people: dict[str, int]
) -> None:
    for name, said in (("李大律", "先说「申请退出」"), ("小赵", "请管理员把您移出")):
        assert said in say(app, name, "删除我的信息", f"wish of {name}")
        with pytest.raises(Refused, match="under_way"):
            _ask(app, people[name], clock)
    assert rows(app, Erasure) == 0


def test_a_name_that_another_bears_is_left_to_them(
    app: App, clock: StoppedClock, people: dict[str, int]
) -> None:
    other = arrive(app, Actor("张厂长助理", "enterprise", "440803", enterprise="别的厂", phone="13811112222"))
    app.database.write(
        lambda work: ask_erasure(work, by_person(work, people["张厂长"]), clock.now())
    ).result()
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    assert where_is(app, "13800001234") == set()
    with app.database.read() as connection:
        assert connection.execute(select(Person.name).where(Person.id == other)).scalar() == "张厂长助理"


def test_the_copy_is_whole_and_opens(app: App, clock: StoppedClock, people: dict[str, int]) -> None:
    content, count = app.database.write(
        lambda work: export_own(work, by_person(work, people["李大律"]), clock.now())
    ).result()
    found = data_of(content)
    assert sum(map(len, found.values())) == count
    labels = {
        PERSONAL[name].label
        for name in ("person", "expert", "diary", "inbox", "outbox", "file", "offer", "rating")
    }
    assert labels <= found.keys()
    page = content.decode()
    for word in ("13900005678", f"李大律-{EMAIL}", "海事合同", "李大律家住赤坎", "改了合同"):
        assert word in page
    assert "张厂长-" not in page
    assert rows(app, Audit, Audit.deed == "export_own") == 1


def test_the_copy_is_handed_over_in_the_talk(app: App, people: dict[str, int]) -> None:
    assert "都在这个文件里" in say(app, "张厂长", "要一份完整的信息", "copy")
    assert rows(app, Outbox, Outbox.kind == "answer") > 0
    assert rows(app, File, File.media_type == "text/html") == 1


def test_a_caller_is_erased_by_staff_who_answer_for_the_call_back(
    app: App, clock: StoppedClock, people: dict[str, int]
) -> None:
    say(app, "小赵", "来电删除信息 13800001234", "call")
    assert "核实" in say(app, "小赵", "回拨过，是本人", "called back")
    assert "今天之内删完" in say(app, "小赵", "确认", "for them")
    clock.move(timedelta(minutes=2))
    app.clockwork.tick()
    for word in ("张厂长", "13800001234", f"张厂长-{EMAIL}"):
        assert where_is(app, word) == set(), word
    asked = (Audit.deed == "ask_erasure", Audit.subject_id == people["张厂长"])
    assert rows(app, Audit, *asked, Audit.person_id == people["小赵"]) == 1
