"""`yiqi inbox`: what was asked, missed and handed over, and nobody to be known by it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.app import App
from bot.clock import SHANGHAI
from bot.commands import main
from bot.devtools.fixtures import Actor, enter
from language.anonymise import Names, anonymous
from storage.tables import Account, Inbox
from storage.unit_of_work import UnitOfWork

FIRM = Actor("张厂长", "enterprise", "440802", enterprise="湛江蓝湾海鲜加工厂")
LAWYER = Actor("李律师", "expert", "440802", domains=("law",), unit="粤西正言律师事务所")
DAY = "2026-03-02"
ROWS: tuple[tuple[str, str, str | None, bool | None, str], ...] = (
    (f"{DAY} 00:00", "open", "need.post", True, "供应商拖欠货款"),
    (f"{DAY} 10:00", "clarify", "need.status", False, "李律师那边咋样了，我是湛江蓝湾海鲜加工厂的"),
    (f"{DAY} 10:01", "hand_over", None, None, "打13800001234找我，蓝湾海鲜的"),
    (f"{DAY} 10:02", "stay", "smalltalk", True, "谢谢"),
    (f"{DAY} 10:03", "tap", None, None, "确认"),
    (f"{DAY} 10:04", "relay", None, None, "我姓陈"),
    (f"{DAY} 10:05", "fill", None, None, "赤坎"),
    (f"{DAY} 23:59", "clarify", "need.status", False, ""),
    ("2026-03-03 00:00", "open", "need.post", True, "第二天的"),
)


def _put(work: UnitOfWork, app: App) -> None:
    for actor in (FIRM, LAWYER):
        enter(work, actor, [("web", actor.name)], app.rules, app.clock.now())
    account = work.session.scalars(select(Account.id).where(Account.external_id == FIRM.name)).one()
    for number, (at, move, intent, sure, text) in enumerate(ROWS):
        moment = datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
        row = Inbox(channel="web", external_id=f"row{number}", account_id=account, seq=number)
        row.body, row.move, row.intent, row.sure = ({"text": text} if text else {}), move, intent, sure
        row.received_at = moment
        work.session.add(row)


@pytest.fixture
def settings(tmp_path: Path, sqlite_app: App) -> str:
    sqlite_app.database.write(lambda work: _put(work, sqlite_app)).result()
    file = tmp_path / "config.toml"
    file.write_text(f'database = "{sqlite_app.database.engine.url}"\n', "utf-8")
    return str(file)


def told(settings: str, *options: str) -> str:
    done = CliRunner().invoke(main, ["--config", settings, "inbox", "--from", DAY, "--to", DAY, *options])
    assert done.exit_code == 0, done.output
    return done.output


def test_each_intent_is_counted_and_what_was_missed_goes_first(settings: str) -> None:
    found: dict[str, Any] = json.loads(told(settings, "--json"))
    intents = found["intents"]
    assert list(intents) == ["need.status", "unclear", "need.post", "smalltalk"]
    assert intents["need.status"] | {"examples": 0} == {
        "asked": 2,
        "unsure": 2,
        "missed": 2,
        "handed_over": 0,
        "examples": 0,
    }
    assert intents["unclear"]["handed_over"] == 1
    assert intents["smalltalk"]["missed"] == 0
    assert (intents["need.post"]["asked"], intents["need.post"]["missed"]) == (1, 0)


def test_nobody_is_known_by_it(settings: str) -> None:
    for output in (told(settings), told(settings, "--json")):
        assert "〔人名〕那边咋样了" in output
        for name in ("李律师", "张厂长", "蓝湾", "13800001234"):
            assert name not in output


def test_it_is_read_by_staff(settings: str) -> None:
    assert "看进展（need.status）　问 2　没把握 2　没听懂 2　转人工 0" in told(settings)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("王会计说要收钱", "某会计说要收钱"),
        ("找陈老师", "找某老师"),
        ("我叫刘建国", "我叫〔人名〕"),
        ("身份证440802199001011234", "身份证〔号码〕"),
        ("写到 abc@qq.com", "写到 〔邮箱〕"),
        ("绑定 0123456789abcdef0123456789abcdef", "绑定 〔号码〕"),
        ("三天没人联系，请专家帮忙", "三天没人联系,请专家帮忙"),
    ],
)
def test_who_is_not_registered_is_masked_too(text: str, masked: str) -> None:
    assert anonymous(text, Names((), ())) == masked


@given(
    before=st.text(st.sampled_from("我的电话是,请打 "), max_size=8),
    tail=st.text(st.sampled_from("0123456789"), min_size=9, max_size=9),
    after=st.text(st.sampled_from("找我,谢谢。"), max_size=8),
)
def test_no_telephone_comes_through(before: str, tail: str, after: str) -> None:
    assert tail not in anonymous(f"{before}13{tail}{after}", Names((), ()))
