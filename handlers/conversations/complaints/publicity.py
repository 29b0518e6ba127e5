"""公示: who is to be certified, and objections to it (S2.4)."""

from __future__ import annotations

from actions.complaints.cases import object_to
from handlers.conversations.complaints.brought import SHORTEST, text_slot, thanks
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from programme.roles import APPLICANTS, HOLDER_NAMES
from storage.queries.complaints import PublicEntry, entries_in_publicity


def _entry(one: PublicEntry) -> str:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    unit = f"（{one.unit}）" if one.kind == "expert" and one.unit else ""
    skills = f"：{show_domains(one.domains)}" if one.domains else ""
    return f"{HOLDER_NAMES[one.kind]} {one.name}{unit}{skills}，公示到 {one.publicity_ends}"


def _public(talk: ConversationContext) -> Reply:
    entries = entries_in_publicity(talk.work)
    if not entries:
        return Reply("现在没有公示的名单。")
    choices = [
        Choice(f"对{one.name}提异议", tokens.start("object", "application", one.id)) for one in entries
    ]
    return Reply("\n".join(["公示名单：", *map(_entry, entries)]), choices=tuple(choices))


PUBLICITY = Command("publicity", "公示名单", ("公示", "公示名单", "看公示", "查公示"), _public)


def _entries(talk: ConversationContext, values: Values) -> Options:
    return [(_entry(one), one.id) for one in entries_in_publicity(talk.work)]


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    named = [one.id for one in entries_in_publicity(talk.work) if one.name in text]
    told = text if len(text) > SHORTEST * 2 and "text" not in values else None
    return reading.as_values({"application": named[0] if len(named) == 1 else None, "text": told})


def _score(talk: ConversationContext, text: str) -> float:
    """About a publicity entry; an objection to a trade mark is a need for a lawyer."""
    if "异议" not in text:
        return 0.0
    named = "公示" in text or any(one.name in text for one in entries_in_publicity(talk.work))
    return 1.0 if named else 0.0


def _object(talk: ConversationContext, values: Values) -> Outcome:
    if "application" not in values:
        return Outcome(Reply("现在没有公示的名单，没有可以提异议的对象。有问题可以回复「投诉」。"))
    key = values["application"]
    number = object_to(talk.work, talk.speaker, key, values["text"], talk.rules, talk.now)
    return thanks("objection", number)


OBJECT = Form(
    name="object",
    version=1,
    title="提异议",
    examples=("异议", "提异议", "我有异议", "公示异议"),
    roles=APPLICANTS,
    ref="application",
    card="对公示提异议",
    slots=(
        Slot(
            "application",
            "对象",
            ask="对哪一位的公示有异议？",
            options=_entries,
            when=lambda talk, values: bool(_entries(talk, values)),
            hint="请点一下是哪一位。",
        ),
        text_slot("理由", "请说说理由和依据，越具体越好。"),
    ),
    read=_read,
    intent_score=_score,
    submit=_object,
)
