"""往下看: the lines that the answer before had too many."""

from __future__ import annotations

import re

from handlers.engine import next_steps
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.engine.pages import ONWARDS, paged
from handlers.message import Reply
from programme.roles import OFFICE

ALL_SHOWN = "都在上面了。"
_ASKS = re.compile(
    r"(?:那|还有|把|再|接着|继续|往下|[，,\s])*(?:其[余他]的?|剩下?的?|后面的?|下面的?|还有(?:谁|哪些|的)|往下|下一页|余下的?)(?:几[个位条])?(?:也|都|再)*"
    r"(?:看|列(?:一下|出来)?|念(?:一下)?|说(?:一下)?|是谁|有谁|有哪些|翻|给我)*(?:呢|吧|啊)?[？?。]*"
)


def _onwards(talk: ConversationContext) -> Reply:
    return paged(talk, talk.left) if talk.left else Reply(ALL_SHOWN, choices=(next_steps.TODO,))


ONWARD = Command(
    "onwards",
    ONWARDS,
    (ONWARDS,),
    _onwards,
    OFFICE,
    syntax=lambda text: _ASKS.fullmatch(text.strip()) is not None,
    idle=lambda talk: not talk.left,
)
