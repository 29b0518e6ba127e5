"""What is kept long enough is emptied, by the settings; the notice says how long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from handlers.conversations.people.consent import DETAILS
from programme.retention import Retention
from storage.queries.people.erasure import subject_of
from storage.tables import (
    Activity,
    Application,
    Case,
    ChatLine,
    Dialogue,
    Expert,
    File,
    Inbox,
    Mailing,
    Need,
    Outbox,
    Person,
    ServiceChat,
)
from tests.contracts.crowd import FIRM, arrive, rows, say
from tests.opened_rows import where_is


def _keep(work: Any, who: int, clock: StoppedClock) -> None:
    now, account = clock.now(), subject_of(work, who).account_ids[0]
    for key in ("k1", "paper:k2"):
        row = {"account_id": account, "media_type": "application/pdf", "created_at": now}
        work.session.add(File(key=key, content=b"x", **row))
    application = {
        "kind": "expert",
        "pack": "national-2023",
        "region": "440802",
        "domains": [],
        "submitted_at": now,
    }
    for state in ("refused", "certified"):
        work.session.add(
            Application(
                person_id=who, name="张", state=state, answers={"address": f"{state}的住址"}, phone="13500001111",
                papers=["id:k1"] if state == "refused" else [], decided_at=now, **application,
            )
        )  # fmt: skip
    case = {"kind": "complaint", "person_id": who, "region": "440802", "filed_at": now}
    work.session.add(Case(text="办结的海蛎", state="upheld", decided_at=now, **case))
    work.session.add(Case(text="没办结的海蛎", state="filed", **case))


def test_each_kind_has_its_time(app: App, clock: StoppedClock) -> None:
    who = arrive(app, FIRM)
    say(app, FIRM.name, "海鲜要检测，找谁", "one")
    app.database.write(lambda work: _keep(work, who, clock)).result()
    messages = rows(app, Inbox), rows(app, Outbox)
    for days, gone, kept in (
        (8, "", "海鲜要检测"),
        (366, "refused的住址", "certified的住址"),
        (731, "海鲜要检测", "办结的海蛎"),
    ):
        clock.move(timedelta(days=days))
        app.clockwork.tick()
        assert not gone or where_is(app, gone) <= {"need", "dialogue"}, gone
        assert where_is(app, kept), kept
    assert rows(app, File) == 0
    clock.move(timedelta(days=1095))
    app.clockwork.tick()
    with app.database.read() as connection:
        assert sorted(connection.execute(select(Case.text)).scalars()) == ["没办结的海蛎", "（已删除）"]
    assert messages <= (rows(app, Inbox), rows(app, Outbox))


def test_a_file_of_a_form_that_was_cancelled_goes_and_one_that_is_needed_stays(
    app: App, clock: StoppedClock
) -> None:
    who = arrive(app, FIRM)

    def keep(work: Any) -> None:
        now, account = clock.now(), subject_of(work, who).account_ids[0]
        for key in ("cancelled", "handed-in", "photo", "on-a-card", "in-a-chat"):
            row = {"account_id": account, "media_type": "application/pdf", "created_at": now}
            work.session.add(File(key=key, content=b"x", **row))
        work.session.add(
            Application(person_id=who, kind="expert", pack="national-2023", name="张", region="440802", domains=[],
                        answers={}, papers=["id:handed-in"], state="certified", submitted_at=now)
        )  # fmt: skip
        work.session.add(Activity(kind="training", title="讲座", held_on=now.date(), place="", region="440802",
                                  audience="all", person_id=who, state="open", photos=["photo"], created_at=now))  # fmt: skip
        work.session.get_one(Dialogue, who).state = {"stack": [{"values": {"papers": ["id:on-a-card"]}}]}
        _said_with(work, who, "in-a-chat", now)

    app.database.write(keep).result()
    app.clockwork.tick()
    clock.move(timedelta(days=29))
    app.clockwork.tick()
    assert rows(app, File) == 5
    clock.move(timedelta(days=2))
    app.clockwork.tick()
    with app.database.read() as connection:
        assert sorted(connection.execute(select(File.key)).scalars()) == [
            "handed-in",
            "in-a-chat",
            "on-a-card",
            "photo",
        ]


def _said_with(work: Any, who: int, key: str, now: datetime) -> None:
    """A line of the chat of a service, with a file."""
    expert = Expert(person_id=who, unit="", domains=[], region="440802", capacity=3, load=0)
    firm = work.session.get_one(Person, who).enterprise_id
    need = Need(person_id=who, enterprise_id=firm, text="x", domain="law", also=[], region="440802", urgent=False, focus=[],
                state="accepted", created_at=now)  # fmt: skip
    work.session.add_all((expert, need))
    work.session.flush()
    chat = ServiceChat(
        need_id=need.id, expert_id=expert.id, person_id=who, opened_at=now, last_at=now, last_by_expert=False
    )
    work.session.add(chat)
    work.session.flush()
    work.session.add(
        ChatLine(chat_id=chat.id, person_id=who, by_expert=False, text="", file_key=key, said_at=now)
    )


def test_a_list_that_was_mailed_is_emptied_and_stops_nothing(app: App, clock: StoppedClock) -> None:
    who = arrive(app, FIRM)

    def keep(work: Any) -> None:
        now, account = clock.now(), subject_of(work, who).account_ids[0]
        for key in ("paper:mailed", "paper:other"):
            row = {"account_id": account, "media_type": "application/pdf", "created_at": now}
            work.session.add(File(key=key, content="张三 13900000000".encode(), **row))
        work.session.flush()
        work.session.add(Mailing(what="experts", region="440800", address="a@example.cn", file_key="paper:mailed",
                                 file_name="附件4.docx", person_id=who, state="sent", asked_at=now))  # fmt: skip

    app.database.write(keep).result()
    clock.move(timedelta(days=8))
    app.clockwork.tick()
    assert where_is(app, "13900000000") == set()
    assert rows(app, File) == rows(app, Mailing) == 1


def test_the_notice_says_it_and_the_settings_bound_it() -> None:
    said = DETAILS.format(spans=Retention(messages=800).in_words())
    for word in (
        "消息留 800 天",
        "投诉和事项办结后留 3 年",
        "导出的文件留 7 天",
        "发来没交上去的文件留 30 天",
        "没人用的邀请过期就删",
        "当天删",
    ):
        assert word in said
    with pytest.raises(ValueError, match="400"):
        Retention(messages=90)
