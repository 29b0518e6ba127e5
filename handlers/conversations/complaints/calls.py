"""谁找工作人员: staff ask who waits for an answer of theirs; they call nobody by it."""

from __future__ import annotations

from actions.complaints.cases import open_cases
from handlers.conversations.complaints.answering import NONE, gist
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.cases import OPEN_REQUESTS
from programme.roles import OFFICE

SHOWN = 8


def _waiting(talk: ConversationContext) -> Reply:
    found = open_cases(talk.work, talk.speaker, "request", *OPEN_REQUESTS)
    if not found:
        return Reply(NONE, choices=(next_steps.TODO,))
    lines = [f"{case.id} 号 {case.person or '访客'}：{gist(case)}" for case in found[:SHOWN]]
    more = [f"还有 {len(found) - SHOWN} 件。"] if len(found) > SHOWN else []
    choices = [Choice(f"答复 {case.id}", tokens.start("answer_request", "case", case.id)) for case in found]
    return Reply("\n".join([f"{len(found)} 件等答复：", *lines, *more]), choices=tuple(choices[:SHOWN]))


CALLS = Command(
    "calls",
    "谁在等答复",
    ("谁在等答复", "谁要找真人", "谁找工作人员", "有没有人找我们", "有谁转人工", "哪些事项要答复"),
    _waiting,
    OFFICE,
    ("human",),
)
