"""已安排: what a volunteer needs on the spot has been seen to."""

from __future__ import annotations

from actions.diaries.protect import arrange_protection
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Subject
from handlers.engine.delivered import told
from handlers.rendering.plain import shorten
from storage.queries.diaries.written import protections_waiting


def _waiting(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        Subject(one.id, one.volunteer, shorten(one.text, 16), number=one.id)
        for one in protections_waiting(talk.work, talk.speaker.jurisdiction)
    ]


def _arrange(talk: ConversationContext, subject: int, values: Values) -> str:
    arrange_protection(talk.work, talk.speaker, subject, values.get("reason", ""), talk.now)
    return f"好的，记下了{told(talk)}。"


DECISIONS = (
    Decision(
        "arrange",
        ("已安排", "安排好了"),
        "待安排的现场保障",
        _waiting,
        _arrange,
        asks="安排了什么？会告诉志愿者，比如「已投意外险，安全帽到园区前台领」。",
        action="arrange_protection",
    ),
)
