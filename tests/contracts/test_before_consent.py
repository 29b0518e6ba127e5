"""Nothing that somebody says before consent stands anywhere but in the talk, and there for a day at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.app import App
from bot.clock import StoppedClock
from handlers.message import Attachment, Incoming
from storage.tables.base import Base
from tests.contracts.crowd import arrive, lawyer, say

PLACE = (21.2707, 110.3594)
SAID = (
    ("有个员工没签劳动合同，现在要我们赔双倍工资，霞光塑料厂", ("双倍工资", "霞光塑料厂")),
    ("我要投诉林律师，收了我八百块钱", ("八百块", "收了我")),
    ("我叫欧阳小鹿，电话13912345678", ("欧阳小鹿", "13912345678")),
    ("想当志愿专家，我在岭南精工厂做了二十年注塑", ("岭南精工", "注塑")),
    ("今天下午给两家企业讲了三个小时开票", ("开票", "三个小时")),
    ("给你们提个建议，培训放到晚上办", ("晚上办",)),
    ("找一下姓慕容的那位搞模具的老师", ("慕容", "模具")),
    ("那个什么来着的蓝鲸冷库的事情", ("蓝鲸冷库",)),
    ("我的资料里邮箱是lulu@example.com", ("lulu@",)),
    ("绑定 QWERTY77", ("QWERTY77",)),
    ("转人工，我家豆腐坊的锅炉坏了", ("豆腐坊", "锅炉")),
    ("专家库里有没有懂乌龙茶出口的", ("乌龙茶",)),
    ("取消", ()),
    ("恢复", ()),
    ("修改", ()),
)


def contents(app: App, *, talk: bool = True) -> str:
    """Everything in the database as one text; `talk`: with where talks stand."""
    found = []
    with app.database.read() as connection:
        for table in Base.metadata.sorted_tables:
            if talk or table.name != "dialogue":
                found += [repr(tuple(row)) for row in connection.execute(select(table))]
    return "\n".join(found)


def standing_words(app: App, *, talk: bool = True) -> list[str]:
    """Words of what was said that stand somewhere."""
    there = contents(app, talk=talk)
    return [word for _, words in SAID for word in words if word in there]


def say_all(app: App) -> None:
    for number, (text, _) in enumerate(SAID):
        said = say(app, "生人", text, f"say{number}")
        assert not standing_words(app, talk=False), (text, said)
    photo = Incoming("web", "生人", "photo", "", files=(Attachment("", "image/jpeg", 5),))
    place = Incoming("web", "生人", "place", "", location=PLACE)
    phone = Incoming("web", "生人", "phone", "", contact="13712340000")
    for sent in (photo, place, phone):
        app.inbound.receive(sent).result()


def test_nothing_said_before_consent_stands_outside_the_talk(app: App) -> None:
    arrive(app, lawyer("林律师"))
    say_all(app)
    assert "13712340000" not in contents(app, talk=False)


@pytest.mark.parametrize("refusal", ["不同意", "取消"])
def test_a_refusal_leaves_none_of_it(app: App, refusal: str) -> None:
    arrive(app, lawyer("林律师"))
    say_all(app)
    say(app, "生人", SAID[0][0], "once more")
    assert "不保存" in say(app, "生人", refusal, "no")
    assert standing_words(app) == []
    assert "13712340000" not in contents(app)


def test_neither_does_any_of_it_from_somebody_who_says_only_that(app: App) -> None:
    arrive(app, lawyer("林律师"))
    for number, (text, _) in enumerate(SAID):
        said = say(app, f"生人{number}", text, f"{number}a")
        assert not standing_words(app, talk=False), (text, said)
        say(app, f"生人{number}", "算了，先不说了", f"{number}b")
        say(app, f"生人{number}", "不同意", f"{number}c")
        assert not standing_words(app), (text, said)


def test_after_a_day_without_an_answer_none_of_it_is_left(app: App, clock: StoppedClock) -> None:
    arrive(app, lawyer("林律师"))
    say_all(app)
    clock.at += timedelta(hours=24, minutes=1)
    app.clockwork.tick()
    assert standing_words(app) == []
    assert "13712340000" not in contents(app)


def test_what_was_told_before_consent_is_shown_before_it_is_used(app: App) -> None:
    arrive(app, lawyer("林律师"))
    asked = say(app, "生人", f"{SAID[0][0]}，赤坎区，13912345678", "one")
    assert "说的话，只给帮您的专家和工作人员看" in asked
    assert "想看、想删，随时跟我说" in asked
    shown = say(app, "生人", "同意", "two")
    assert "您开头说的也写进去了" in shown
    assert "有个员工没签劳动合同，现在要我们赔双倍工资" in shown
    assert "霞光塑料厂" in shown
