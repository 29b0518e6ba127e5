"""What became of a correction, in words: what was changed, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.labels import label
from handlers.engine.spans import bare_of_padding
from handlers.engine.state import FormState
from handlers.rendering.plain import shorten
from programme.spans import written_day

_QUOTED = 16


def shown(talk: ConversationContext, slot: Slot, value: Any, values: Values) -> str:
    """A value as the slot shows it, or the caption of the option that it is."""
    if slot.is_day:
        return written_day(date.fromisoformat(value), talk.today)
    if slot.show is not str:
        return slot.show(value)
    return next((caption for caption, option in slot.choices(talk, values) if option == value), str(value))


def done(talk: ConversationContext, form: Form, at: FormState, values: Values) -> str:
    """«改好了：时长 3 小时、企业家数 5 家。»"""
    told = [(slot, values[slot.name]) for slot in form.slots if slot.name in values and not slot.hidden]
    changed = [one for one in told if at.values.get(one[0].name) != one[1]]
    same = [one for one in told if one not in changed]
    return "".join(
        f"{head}{'、'.join(_one(talk, at, *one) for one in some)}。"
        for head, some in (("改好了：", changed), ("没有变：", same))
        if some
    )


def beside(talk: ConversationContext, form: Form, at: FormState, asked: Slot, values: Values) -> str:
    """Why the same question comes again: what was told is noted, and answers another one."""
    told = [
        (slot, values[slot.name])
        for slot in form.slots
        if slot.name in values and slot.label and not slot.hidden and slot is not asked
    ]
    noted = "、".join(_one(talk, at, *one) for one in told if not one[0].free)
    return f"记下了：{noted}。" if noted else "记下了。" if told else asked.hint


def unheard(talk: ConversationContext, at: FormState, slot: Slot) -> str:
    """A slot was named, and its new value is none."""
    if not (slot.hint or slot.asked or slot.choices(talk, at.values)):
        return f"{label(slot)}没改：{slot.question(talk, at.values)}"
    return f"{label(slot)}没听懂：{slot.hint}" if slot.hint else f"{label(slot)}没听懂，要改成什么？"


def unknown(text: str) -> str:
    """Words that correct something, nobody knows what."""
    return f"“{shorten(text, _QUOTED)}”没听懂，要改哪一项？"


def absent(word: str, free: Sequence[Slot]) -> str:
    """Something was named that the card does not have; where there is one slot for any words, it may belong there."""
    where = label(free[0]) if len(free) == 1 else ""
    return f"这里没有“{word}”可改。" + (f"要写进{where}吗？说「{where}改成……」。" if where else "")


def undecided(text: str, slots: Sequence[Slot]) -> str:
    """A value that several slots could take."""
    return f"“{bare_of_padding(text)}”是{'还是'.join(label(slot) for slot in slots)}？"


def refused(slot: Slot, wrong: str) -> str:
    """A value was understood and cannot be."""
    return f"{label(slot)}没改：{wrong}"


def emptied(slot: Slot) -> str:
    """Nothing would be left of a list."""
    return f"{label(slot)}没改：至少要留一项，换成什么？"


def only_one(talk: ConversationContext, at: FormState, slot: Slot) -> str:
    """One value more was to be put where there is room for one."""
    now = shown(talk, slot, at.values[slot.name], at.values)
    return f"{label(slot)}只记一个，现在是{now}。要换就说「{label(slot)}改成……」。"


def lacks(slot: Slot, text: str) -> str:
    """Something was to go that is not there."""
    return f"{label(slot)}里没有“{shorten(text, _QUOTED)}”。"


def left_open(slot: Slot) -> str:
    """Fault was found with a slot, and nothing said in its place."""
    return f"{label(slot)}要改成什么？"


def _one(talk: ConversationContext, at: FormState, slot: Slot, value: Any) -> str:
    said = shorten(shown(talk, slot, value, at.values))
    return f"{label(slot)}“{said}”" if slot.free else f"{label(slot)} {said}"
