"""Experts and stations who are not known here yet."""

from __future__ import annotations

from handlers import tokens
from handlers.context import Talk
from handlers.form import Command
from handlers.model import Choice, Reply

TEXT = (
    "已认定的专家和工作站，账号由工作人员绑定：请把您的姓名（或站名）和手机号告诉所在地的服务中心，"
    "绑定后就能在这里接需求、记日记、看进度。"
)


def _how(talk: Talk) -> Reply:
    return Reply(
        TEXT,
        choices=(Choice("常见问题", tokens.start("questions")), Choice("专家名录", tokens.start("experts"))),
    )


I_AM_EXPERT = Command(
    "i_am_expert",
    "我是专家或工作站",
    ("我是专家", "我是志愿专家", "我是工作站", "我是专家或工作站"),
    _how,
    frozenset({"guest", "enterprise"}),
)
