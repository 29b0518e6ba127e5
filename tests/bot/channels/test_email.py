"""Letters against a real SMTP server: what they say, how each error is sorted, what is refused before they are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.channels.contract import ChannelGateway, NotSent
from bot.channels.email.adapter import Email
from bot.channels.email.letter import LONGEST_SUBJECT, letter
from bot.channels.email.settings import EmailSettings
from bot.channels.email.smtp import reachable
from bot.clock import SHANGHAI
from handlers.message import Attachment, Card, Choice, Reply, Row
from tests.bot.channels.mail_server import FakeMail, mail_served

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
TO = "li@example.cn"
TOLD = Reply(
    "李律师您好，您的专家资格认定了。证书可以在网页里下载。",
    Card("志愿专家", (Row("期限", "3 年"),)),
    (Choice("看证书", "x"),),
)


class Gateway:
    """What a channel that only sends asks of the application."""

    def now(self) -> datetime:
        return NOW

    async def file(self, key: str) -> tuple[bytes, str]:
        return b"%PDF-1.7 " + key.encode(), "application/pdf"


@pytest.fixture
def fake() -> FakeMail:
    return FakeMail()


@pytest.fixture
def port(fake: FakeMail) -> Iterator[int]:
    with mail_served(fake) as port:
        yield port


def settings(fake: FakeMail, port: int, **changed: Any) -> EmailSettings:
    given = {"enabled": True, "host": "127.0.0.1", "port": port, "tls": "none", "sender": "yiqi@example.cn"}
    given |= {"user": fake.user, "password": SecretStr(fake.password), "site": "https://yiqi.example.cn"}
    return EmailSettings.model_validate(given | changed)


def send(chosen: EmailSettings, reply: Reply = TOLD, to: str = TO) -> str:
    async def sent() -> str:
        channel = Email(chosen)
        await channel.start(cast(ChannelGateway, Gateway()))
        return await channel.send(to, reply, "yiqi-7")

    return asyncio.run(sent())


def test_a_letter_arrives_whole(fake: FakeMail, port: int) -> None:
    reply = Reply(TOLD.text, TOLD.card, TOLD.choices, (Attachment("k", "application/pdf", 9, "聘书.pdf"),))
    assert send(settings(fake, port), reply) == "yiqi-7"
    (letter,) = fake.to(TO)
    assert letter["Subject"] == "李律师您好，您的专家资格认定了"
    assert letter["From"] == "益企 <yiqi@example.cn>"
    assert letter["Message-ID"] == "<yiqi-7@example.cn>"
    body = letter.get_body()
    assert body is not None
    assert "期限：3 年" in body.get_content()
    assert "要办理请打开 https://yiqi.example.cn" in body.get_content()
    (paper,) = letter.iter_attachments()
    assert (paper.get_filename(), paper.get_content()) == ("聘书.pdf", b"%PDF-1.7 k")


@pytest.mark.parametrize(
    ("step", "said", "trouble"),
    [
        ("rcpt", "550 5.1.1 no such mailbox", "blocked"),
        ("rcpt", "450 4.2.1 greylisted", "wait"),
        ("data", "451 4.3.0 try again", "wait"),
        ("data", "554 5.7.1 looks like spam", "broken"),
        ("data", "552 5.3.4 too large", "broken"),
    ],
)
def test_the_servers_answers_are_told_apart(
    fake: FakeMail, port: int, step: str, said: str, trouble: str
) -> None:
    fake.plan[step] = [said]
    with pytest.raises(NotSent) as caught:
        send(settings(fake, port))
    assert (caught.value.trouble, caught.value.uncertain) == (trouble, False)
    assert TO not in str(caught.value)
    assert not fake.came
    send(settings(fake, port))
    assert len(fake.came) == 1


def test_a_server_that_hangs_up_in_the_middle_may_have_had_it(fake: FakeMail, port: int) -> None:
    fake.plan["data"] = ["421 4.3.2 shutting down"]
    with pytest.raises(NotSent) as caught:
        send(settings(fake, port))
    assert caught.value.trouble == "wait"


def test_a_server_that_is_away_has_had_nothing(fake: FakeMail) -> None:
    with pytest.raises(NotSent) as caught:
        send(settings(fake, 9))
    assert (caught.value.trouble, caught.value.uncertain) == ("wait", False)


def test_a_wrong_password_waits_for_whoever_puts_it_right(fake: FakeMail, port: int) -> None:
    wrong = settings(fake, port, password=SecretStr("another"))
    with pytest.raises(NotSent) as caught:
        send(wrong)
    assert caught.value.trouble == "wait"
    assert "授权码" in asyncio.run(reachable(wrong))[0]
    assert asyncio.run(reachable(settings(fake, port))) == []
    assert "连不上" in asyncio.run(reachable(settings(fake, 9)))[0]


@pytest.mark.parametrize(
    "to", ["李@example.cn", "a@b", "a@example.cn\r\nBcc: b@example.cn", "a b@example.cn", ""]
)
def test_what_is_no_address_is_never_sent_to(fake: FakeMail, port: int, to: str) -> None:
    with pytest.raises(NotSent) as caught:
        send(settings(fake, port), to=to)
    assert caught.value.trouble == "blocked"
    assert not fake.came


@given(st.text())
def test_no_words_get_into_the_head_of_a_letter(words: str) -> None:
    made = letter(Reply(words), ("益企", "yiqi@example.cn"), TO, NOW, "yiqi-7")
    raw = made.as_bytes()
    head, _, _ = raw.partition(b"\r\n\r\n")
    names = {line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))}
    assert {b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted"} <= names
    assert names <= {
        b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted", b"MIME-Version", b"Content-Type",
        b"Content-Transfer-Encoding",
    }  # fmt: skip
    assert len(made["Subject"]) <= LONGEST_SUBJECT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"host": "", "tls": "tls"}, "email.host"),
        ({"host": "smtp.example.cn", "tls": "none"}, "email.tls"),
        ({"sender": "益企"}, "email.sender"),
        ({"password": SecretStr("")}, "email.user"),
        ({"port": 70000}, "email.port"),
        ({"kinds": ()}, "email.kinds"),
        ({"title": "益企\r\nBcc: x@example.cn"}, "email.title"),
    ],
)
def test_what_is_set_wrong_is_said(fake: FakeMail, changed: dict[str, Any], said: str) -> None:
    port = changed.pop("port", 465)
    (fault,) = settings(fake, port, **changed).faults()
    assert fault.startswith(said)
