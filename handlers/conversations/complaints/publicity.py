"""公示: who is to be certified, and objections to it (S2.4)."""

from __future__ import annotations

import re
from datetime import date

from actions.complaints.cases import object_to
from handlers.conversations.complaints.brought import brought, text_slot
from handlers.conversations.complaints.telling import account, accused
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from programme.roles import HOLDER_NAMES
from programme.spans import written_day
from storage.queries.complaints.publicity import PublicEntry, entries_in_publicity


def _entry(one: PublicEntry, today: date) -> str:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    unit = f"（{one.unit}）" if one.kind == "expert" and one.unit else ""
    ends = f"，公示到 {written_day(one.publicity_ends, today)}" if one.publicity_ends else ""
    skills = f"：{show_domains(one.domains)}" if one.domains else ""
    return f"{HOLDER_NAMES[one.kind]} {one.name}{unit}{skills}{ends}"


def _public(talk: ConversationContext) -> Reply:
    entries = entries_in_publicity(talk.work)
    if not entries:
        return Reply("现在没有公示的名单。")
    choices = [
        Choice(f"对{one.name}提异议", tokens.start("object", "application", one.id)) for one in entries
    ]
    return Reply(
        "\n".join(["公示名单：", *(_entry(one, talk.today) for one in entries)]), choices=tuple(choices)
    )


PUBLICITY = Command("publicity", "公示名单", ("公示", "公示名单", "看公示", "查公示"), _public)


def _open(talk: ConversationContext) -> list[PublicEntry]:
    return entries_in_publicity(talk.work)


def _entries(talk: ConversationContext, values: Values) -> Options:
    return [(_entry(one, talk.today), one.id) for one in talk.once(_open)]


def _which(talk: ConversationContext, values: Values) -> str:
    """Who is in publicity, where somebody else was named."""
    if named := values.get("named"):
        return f"公示名单里没有「{named}」，现在公示的是下面这些。对哪一位有异议？名单以外的人，说「投诉」。"
    return "对哪一位的公示有异议？"


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    meant = [one.id for one in talk.once(_open) if one.name in text]
    told = None if "text" in values else account(talk, text)
    named = None if meant else accused(talk, text)
    found: Values = {"application": meant[0] if len(meant) == 1 else None, "text": told, "named": named}
    return reading.as_values(found)


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The one that is in publicity, where nobody else was named."""
    public = talk.once(_open)
    return {"application": public[0].id} if len(public) == 1 and "named" not in values else {}


_SPELLED_OUT = re.compile(r"^(?!.*(?:商标|专利|怎么|如何|吗|几天|期)).*(?:有|提出?个?)异议")
"""«对何志强有异议»; an objection to a trade mark is a need for a lawyer."""


def _closed(talk: ConversationContext, values: Values) -> str:
    """Said before anything is asked: what was begun before is answered by its deed."""
    public = talk.once(_open)
    if values or public:
        return ""
    return "现在没有公示的名单，提不了异议。对哪位专家或工作站有意见，说「投诉」。"


def _object(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return Outcome(Reply("现在没有公示的名单，提不了异议。有问题，说「投诉」。"))
    key = values["application"]
    number = object_to(talk.work, talk.speaker, key, values["text"], talk.rules, talk.now)
    return brought("objection", number, "查清以前不会认定")


OBJECT = Form(
    name="object",
    version=1,
    title="提异议",
    serves=("objection.file",),
    examples=("异议", "提异议", "我有异议", "公示异议"),
    ref="application",
    card="对公示提异议",
    slots=(
        Slot(
            "application",
            "对象",
            ask=_which,
            options=_entries,
            when=lambda talk, values: bool(talk.once(_open)),
            hint="点一下是哪一位。",
        ),
        text_slot("理由", "理由和依据是什么？越具体越好。", account),
        Slot("named", "", hidden=True, asked=False),
    ),
    syntax=lambda text: _SPELLED_OUT.match(text) is not None,
    adds="text",
    read=_read,
    infer=_infer,
    closed=_closed,
    submit=_object,
)
