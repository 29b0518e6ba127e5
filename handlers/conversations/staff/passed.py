"""What became of an application that is no longer under review, and what can be done about a pass that was a slip."""

from __future__ import annotations

import re

from handlers.conversations.staff.found_person import shown_last
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from programme.application import STATES
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import plain_day
from storage.queries.applications.filed import ApplicationFacts, applications_in
from storage.queries.staff.find_people import PersonFound, titles_of

_AFTER = ("passed", "publicity", "certified", "refused", "returned", "withdrawn")
_UNDO = re.compile(
    r"(?:.{0,8}(?:点错|按错|搞错|弄错|过错).{0,24}|.{0,20}(?:撤销|撤回|取消|收回).{0,12}通过.{0,4}"
    r"|.{0,20}通过.{0,6}(?:撤销|撤回|取消|收回|点错|按错|作废|不算).{0,6}|(?:能|可以)撤销吗[?？]?)"
)
_SHORT = 36


def stands(talk: ConversationContext, name: str) -> str:
    """«孙丽的志愿专家申请已通过，公示到12月7日。»; nothing of whom no such application is known."""
    one = _newest(talk, name)
    return f"{one.name}的{HOLDER_NAMES[one.kind]}申请{_where(talk, one)}。" if one else ""


def _newest(talk: ConversationContext, text: str) -> ApplicationFacts | None:
    found = applications_in(talk.work, talk.speaker.jurisdiction, _AFTER, but_of=talk.speaker.person_id)
    named = [one for one in found if one.name and one.name in text]
    return max(named, key=lambda one: one.id, default=None)


def _where(talk: ConversationContext, one: ApplicationFacts) -> str:
    if one.state == "publicity" and one.publicity_ends:
        return f"已通过，公示到{plain_day(one.publicity_ends, talk.today)}"
    return f"现在是「{STATES[one.state]}」"


def _is_undo(text: str) -> bool:
    return len(text) <= _SHORT and _UNDO.fullmatch(text.strip()) is not None and "通知" not in text


def _undone(talk: ConversationContext) -> Reply:
    """Truly why a pass stands, and the way there is while it is public."""
    shown = shown_last(talk)
    one = _newest(talk, talk.said) or (_newest(talk, shown.name or "") if shown else None)
    if one and one.state == "publicity":
        return Reply(
            f"{one.name}的申请{_where(talk, one)}，通过撤不回来，也不能再退回。公示期内可以提异议，由没有提的同事来定；"
            "异议成立就不认定。",
            choices=(
                Choice("提异议", tokens.start("object", "application", one.id)),
                Choice("公示名单", tokens.start("publicity")),
            ),
        )
    if one:
        return Reply(f"{one.name}的申请{_where(talk, one)}，这里撤不回来。")
    if shown and (ways := _ways_back(talk, shown)):
        return Reply(f"{shown.station or shown.name}的决定要收回，点下面的。", choices=ways)
    return Reply(
        "撤哪一件？说名字和原来的决定。警告没送到本人可以说「撤回警告」，送到了可以说「解除警告」，暂停可以说「恢复资格」；发出的通知撤不回来，只能再发一条更正。",
        choices=(next_steps.TODO,),
    )


_BACK = {"warned": "lift", "suspended": "resume"}
"""The decision that takes another back, by the state that it led to."""


def _ways_back(talk: ConversationContext, who: PersonFound) -> tuple[Choice, ...]:
    return tuple(
        button(_BACK[title.state], title.id) for title in titles_of(talk.work, who.id) if title.state in _BACK
    )


UNDO = Command(
    "undo_decision",
    "撤销决定",
    ("点错了", "撤销刚才的决定", "能撤销吗"),
    _undone,
    OFFICE,
    syntax=_is_undo,
)
