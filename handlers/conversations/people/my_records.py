"""我的记录: what a guest or a member of staff has brought here; others have lists of their own."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.roles import GUEST, OFFICE
from storage.queries.people.profiles import kept_of


def _my_records(talk: ConversationContext) -> Reply:
    kept = kept_of(talk.work, talk.speaker)
    parts = [f"{kept.applications} 份申请"] * bool(kept.applications)
    parts += [f"{kept.cases} 件投诉、建议和事项"] * bool(kept.cases)
    if not parts:
        caption, entry = ("待办", "todo") if "staff" in talk.speaker.roles else ("请专家帮忙", "need")
        return Reply("您在这里还没有记录。", choices=(Choice(caption, tokens.start(entry)),))
    ways = (("我的申请", "my_applications", kept.applications), ("看进展", "my_cases", kept.cases))
    choices = tuple(Choice(caption, tokens.start(name)) for caption, name, count in ways if count)
    return Reply(f"您在这里有：{'，'.join(parts)}。", choices=choices)


MY_RECORDS = Command(
    "my_records",
    "我的记录",
    ("我提过的事", "我在这里的记录", "我以前在这里办过什么"),
    _my_records,
    GUEST | OFFICE,
    serves=("history.ask",),
)
