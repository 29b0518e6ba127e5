"""What is meant for the centre is heard as such, and calls for help are not mistaken for it."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.devtools.fixtures import Actor, enter

FIRM = Actor("林老板", "enterprise", "440881", enterprise="廉江小家电配件厂")


@pytest.fixture
def firm(sqlite_app: App) -> Terminal:
    """An enterprise's owner on the web chat."""
    sqlite_app.database.write(
        lambda work: enter(work, FIRM, [("web", "firm")], sqlite_app.rules, sqlite_app.clock.now())
    ).result()
    return Terminal(sqlite_app.inbound, "firm", "web")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("我要投诉王顾问乱收费", "哪位专家"),
        ("上次来的专家收了我们五百块钱", "哪位专家"),
        ("举报有人以专家名义收费", "哪位专家"),
        ("提个建议，希望多办夜校", "已提交：1 号建议"),
        ("我想申请当你们的志愿专家", "介绍一下自己"),
        ("我们园区想加入志愿服务工作站", "单位"),
    ],
)
def test_it_is_heard(firm: Terminal, said: str, answered: str) -> None:
    assert answered in firm.say(said).replies[0].plain()


@pytest.mark.parametrize(
    "said",
    [
        "客户投诉我们的电饭煲漏电，要求三倍赔偿，怎么办",
        "想投诉供应商拖欠货款，找律师问问",
        "别人对我们的商标提了异议，要怎么答辩",
        "想申请专利，请专家看看能不能批",
        "账乱得理不清，想请会计帮我们理一理，好去贷款",
    ],
)
def test_a_call_for_help_stays_one(firm: Terminal, said: str) -> None:
    reply = firm.say(said).replies[0]
    assert reply.card is not None
    assert reply.card.title == "需求"
