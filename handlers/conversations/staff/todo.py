"""待办: all that waits for a person, in every role they hold: questions of notices, and what staff decide."""

from __future__ import annotations

from handlers.conversations.staff.waiting import decisions_waiting, to_choose
from handlers.engine import next_steps, tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command, Form
from handlers.engine.undone import undone_lines
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten, show_region
from language.domains import label
from programme.roles import EVERYBODY, GUEST
from storage.queries.staff.todo import UnansweredNeed, unanswered_needs

SHOWN = 10
UNDONE_SHOWN = 4
"""Of each kind that is begun and not ended."""
NOTHING = "没有待办，辛苦了。"


def _todo(talk: ConversationContext) -> Reply:
    asked = _asked(talk)
    lines = [f"{title} {len(waiting)} 件，点一下就能答复：" for title, waiting in asked]
    parts = [*lines, *(_for_staff(talk) if "staff" in talk.speaker.roles else [])]
    choices = [choice for _, waiting in asked for choice in waiting[:SHOWN]]
    lines, acts = undone_lines(talk, UNDONE_SHOWN) if "staff" in talk.speaker.roles else ([], [])
    parts += ["一直没有结果的：", *lines] if lines else []
    choices += acts[:SHOWN]
    choices += to_choose(talk) if "staff" in talk.speaker.roles else ()
    choices += [next_steps.MY_NEEDS] if "enterprise" in talk.speaker.roles else []
    return Reply("\n".join(parts) or NOTHING, choices=tuple(choices))


def _asked(talk: ConversationContext) -> list[tuple[str, list[Choice]]]:
    """What notices asked and nobody has answered yet: the title of each form, and a choice a question."""
    able = [form for form in catalogue().asking if form.roles & talk.speaker.roles]
    return [(form.title, found) for form in able if (found := _questions(talk, form))]


def _questions(talk: ConversationContext, form: Form) -> list[Choice]:
    slot = form.slot(form.ref)
    options = slot.choices(talk, {}) if slot else ()
    return [Choice(caption, tokens.start(form.name, form.ref, key)) for caption, key in options]


def _for_staff(talk: ConversationContext) -> list[str]:
    return [*_unanswered(talk), *decisions_waiting(talk)]


def _unanswered(talk: ConversationContext) -> list[str]:
    count, needs = unanswered_needs(talk.work, talk.speaker.jurisdiction, SHOWN, talk.today)
    if not count:
        return []
    more = [f"　另有 {count - SHOWN} 条。"] if count > SHOWN else []
    how = "　领域不对，说「改领域」加编号。"
    return [f"无人应答的需求 {count} 条：", *map(_line, needs), *more, how]


def _line(need: UnansweredNeed) -> str:
    urgent = "（急）" if need.urgent else ""
    where = f"{label(need.domain)} · {show_region(need.region)} · {need.enterprise}"
    return f"{need.id} 号{urgent} {where}\n　{shorten(need.text, 40)}"


TODO = Command(
    "todo",
    "待办",
    (
        "待办",
        "我的待办",
        "待处理",
        "今天有什么事",
        "有什么要处理的",
        "手头还有啥没办",
        "有活没有",
    ),
    _todo,
    EVERYBODY - GUEST,
    ("staff.queue",),
)
