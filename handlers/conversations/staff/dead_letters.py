"""死信: messages that reached nobody, and people to call. Each is sent again or noted as told, once."""

from __future__ import annotations

import re
from functools import partial

from actions.refusal import Refused
from actions.staff.dead_letters import access_letter, send_letter_again, told_otherwise
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.roles import OFFICE
from storage.queries.delivery.dead_letters import Letter, letters_in

SHOWN = 6
_COMMAND = re.compile(
    r"(?:(?P<again>再发|重发)|(?P<told>已告知|已电话告知))\s*(?P<number>\d{1,9})\s*号?[。！]?"
)
WHY = {"no way": "没有能送到的渠道，请打电话", "crash": "可能已送到，请问一下本人"}


def _letters(talk: ConversationContext) -> Reply:
    found = letters_in(talk.work, talk.speaker.jurisdiction)
    if not found:
        return Reply("没有送不到的消息。")
    more = [f"另有 {len(found) - SHOWN} 条，处理完这些再看。"] if len(found) > SHOWN else []
    lines = [f"送不到的消息 {len(found)} 条：", *(_line(one) for one in found[:SHOWN]), *more]
    choices = [
        choice
        for one in found[:SHOWN]
        for choice in (*letter_choices(one), *show_it(one.person_id, one.phone, f"{one.id}"))
    ]
    return Reply("\n".join(lines), choices=tuple(choices))


def letter_choices(one: Letter) -> tuple[Choice, Choice]:
    """What staff may do about a dead letter, as taps: for digests, too."""
    return (
        Choice(f"再发 {one.id}", tokens.start("send_letter_again", "letter", one.id)),
        Choice(f"已告知 {one.id}", tokens.start("told_otherwise", "letter", one.id)),
    )


def _line(one: Letter) -> str:
    who = f"{one.name or '未留姓名'} {masked_of(one) or '（未留电话）'}"
    uncertain = "可能已送到，请问一下本人" if one.state == "unknown" else "没有送到"
    said = shorten(Reply.from_json(one.shown).plain().replace("\n", " "), 40) if one.shown else ""
    return f"{one.id} 号 {who}：{WHY.get(one.reason or '', uncertain)}" + (f"\n　{said}" if said else "")


def _reach(talk: ConversationContext, number: int) -> str:
    try:
        access_letter(talk.work, talk.speaker, number)
    except Refused as refusal:
        return refusal.text
    return ""


_NUMBER = Slot(
    "letter",
    "消息",
    ask="哪一号消息？",
    read=reading.number,
    check=_reach,
    hint="哪一号？比如「12」。",
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _COMMAND.fullmatch(text.strip())
    return {"letter": int(found["number"])} if found else {}


def _is_command(word: str, text: str) -> bool:
    found = _COMMAND.fullmatch(text.strip())
    return bool(found and found[word])


def _again(talk: ConversationContext, values: Values) -> Outcome:
    one = send_letter_again(talk.work, talk.speaker, values["letter"], talk.now)
    return Outcome(Reply(f"{one.id} 号消息已重新排队，会再试{one.name}的每个渠道。"))


def _told(talk: ConversationContext, values: Values) -> Outcome:
    one = told_otherwise(talk.work, talk.speaker, values["letter"], talk.now)
    return Outcome(Reply(f"{one.id} 号消息已记为{one.name}知道了。"))


LETTERS = Command(
    "letters", "死信", ("死信", "送不到的消息", "没送到的消息", "未送达"), _letters, OFFICE, ("staff.queue",)
)
AGAIN = Form(
    name="send_letter_again",
    version=1,
    title="再发消息",
    examples=("再发消息",),
    roles=OFFICE,
    sample="再发 12",
    ref="letter",
    slots=(_NUMBER,),
    read=_read,
    syntax=partial(_is_command, "again"),
    submit=_again,
)
TOLD = Form(
    name="told_otherwise",
    version=1,
    title="消息已告知",
    examples=("消息已告知",),
    roles=OFFICE,
    sample="已告知 12",
    ref="letter",
    slots=(_NUMBER,),
    read=_read,
    syntax=partial(_is_command, "told"),
    submit=_told,
)
