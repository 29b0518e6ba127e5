"""A roster goes to the address that an officer names (S8.3), through a real mail server: once, with its papers, told truly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App
from bot.channels.email.adapter import Email
from bot.channels.email.settings import EmailSettings
from bot.clock import StoppedClock
from bot.delivery import due, render
from bot.devtools.fixtures import Actor, enter
from storage.queries.delivery.due import Due
from storage.unit_of_work import UnitOfWork
from tests.bot.channels.mail_server import FakeMail, mail_served
from tests.contracts.crowd import say, tables
from tests.contracts.test_delivery import Open, deliver, opened_app
from tests.contracts.vendor import Vendor

__all__ = ["opened_app"]
TO = "jingxin@example.cn"
STAFF = Actor("小赵", "staff", "440800", jurisdiction="440800")
EXPERT = Actor("陈老师", "expert", "440803", domains=("tax",), certified=date(2025, 1, 1))
SCAN = b"%PDF-1.7 sealed"


@pytest.fixture
def server() -> FakeMail:
    return FakeMail()


@pytest.fixture
def letters(server: FakeMail) -> Iterator[Email]:
    with mail_served(server) as port:
        yield Email(
            EmailSettings(
                enabled=True,
                host="127.0.0.1",
                port=port,
                tls="none",
                sender="yiqi@example.cn",
                user=server.user,
                password=SecretStr(server.password),
            )
        )


@pytest.fixture
def app(opened_app: Open, letters: Email) -> App:
    made = opened_app(letters)  # the real channel, where others try a vendor that is played

    def entered(work: UnitOfWork) -> None:
        for actor in (STAFF, EXPERT):
            enter(work, actor, [("web", actor.name)], made.rules, made.clock.now())

    made.database.write(entered).result()
    return made


def asked(app: App) -> str:
    """The officer asks for it, reads it back and confirms; what was answered."""
    card = say(app, "小赵", f"把专家名单发到 {TO}", f"ask {app.clock.now()}")
    assert TO in card, card
    return say(app, "小赵", "确认", f"yes {app.clock.now()}")


def keep_scan(app: App) -> None:
    """An import of the officer's place came with a sealed scan."""

    def kept(work: UnitOfWork) -> None:
        now, account = app.clock.now(), work.session.scalars(select(tables.Account.id)).first()
        file = {"media_type": "application/pdf", "content": SCAN, "created_at": now}
        work.session.add(tables.File(key="scan", account_id=account, **file))
        work.flush()
        batch: dict[str, Any] = {
            "kind": "experts",
            "region": "440800",
            "name": "名单.xlsx",
            "digest": "d",
            "ground": "{}",
        }
        batch |= {"included": True, "headings": [], "state": "done", "scan": "scan", "created_at": now}
        work.session.add(tables.ImportBatch(**batch))

    app.database.write(kept).result()


def told(app: App) -> list[str]:
    """What the officer was told unasked, in order, but for what went to the address."""
    found = select(tables.Outbox.shown).where(
        tables.Outbox.kind == "roster_mailed", tables.Outbox.state == "sent"
    )
    with app.database.read() as connection:
        return [shown["text"] for shown in connection.execute(found.order_by(tables.Outbox.id)).scalars()]


def state(app: App) -> str:
    with app.database.read() as connection:
        return connection.execute(select(tables.Mailing.state)).scalar_one()


def test_it_leaves_once_with_its_papers_and_only_then_is_said_to_have(app: App, server: FakeMail) -> None:
    keep_scan(app)
    answer = asked(app)
    assert "正在发往" in answer, answer
    assert "已发到" not in answer
    assert "1 号导入的盖章扫描件" in answer
    assert (told(app), state(app)) == ([], "waiting")
    deliver(app)
    deliver(app)
    (letter,) = server.to(TO)
    assert letter["Subject"] == "附件4 专家汇总表"
    roster, scan = letter.iter_attachments()
    assert roster.get_filename("").startswith("附件4_专家汇总表")
    assert scan.get_content() == SCAN
    assert told(app) == [f"1 号寄送已发到 {TO}：附件4 专家汇总表。"]
    assert state(app) == "sent"


def test_the_paper_that_arrives_opens_and_names_the_experts(app: App, server: FakeMail) -> None:
    asked(app)
    deliver(app)
    (letter,) = server.to(TO)
    (roster,) = letter.iter_attachments()
    table = Document(BytesIO(roster.get_content())).tables[0]
    assert [cell.text for cell in table.rows[1].cells][1] == "陈老师"
    body = letter.get_body()
    assert body is not None
    assert "待办" not in body.get_content()


def test_an_address_that_the_server_refuses_is_told_as_not_sent(app: App, server: FakeMail) -> None:
    server.plan["rcpt"] = ["550 5.1.1 no such mailbox"]
    asked(app)
    deliver(app)
    assert not server.came
    assert state(app) == "failed"
    assert told(app) == [f"1 号寄送没能发到 {TO}，对方没有收到。请核对邮箱后再寄，或者自己把文件发过去。"]


def test_a_server_that_is_busy_gets_it_later_and_keeps_no_talk_back(
    app: App, server: FakeMail, clock: StoppedClock
) -> None:
    server.plan["data"] = ["451 4.3.0 try again"]
    asked(app)
    deliver(app)
    assert (told(app), state(app), len(server.came)) == ([], "waiting", 0)
    assert "导出" in say(app, "小赵", "导出专家名单", "meanwhile")
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert (len(server.came), state(app)) == (1, "sent")


def test_what_may_have_left_is_not_sent_again_and_is_called_uncertain(
    app: App, server: FakeMail, clock: StoppedClock
) -> None:
    server.hangs_up = True
    asked(app)
    deliver(app)
    clock.move(timedelta(hours=1))
    deliver(app)
    assert (len(server.came), state(app)) == (1, "unknown")
    (said,) = told(app)
    assert said.startswith(f"1 号寄送不确定发到 {TO} 没有")


@pytest.mark.parametrize("how", ["put aside", "dropped"])
def test_a_letter_that_cannot_be_written_is_told_as_not_sent(
    app: App, server: FakeMail, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    real = render.words

    def none_for_a_letter(work: UnitOfWork, message: Due, *rest: Any) -> Any:
        if message.kind != "roster_letter":
            return real(work, message, *rest)
        if how == "put aside":
            raise ZeroDivisionError
        return None

    monkeypatch.setattr(due, "words", none_for_a_letter)
    asked(app)
    deliver(app)
    assert (len(server.came), state(app)) == (0, "failed")
    assert told(app) == [f"1 号寄送没能发到 {TO}，对方没有收到。请核对邮箱后再寄，或者自己把文件发过去。"]


def test_without_e_mail_it_is_said_at_once_and_nothing_is_put_down(opened_app: Open) -> None:
    app = opened_app(Vendor("telegram"))
    app.database.write(
        lambda work: enter(work, STAFF, [("web", "小赵")], app.rules, app.clock.now())
    ).result()
    assert "没有设邮件" in say(app, "小赵", f"把专家名单发到 {TO}", "1")
    with app.database.read() as connection:
        assert connection.execute(select(tables.Mailing.id)).all() == []
