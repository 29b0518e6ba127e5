"""The value that a clause gives to a slot which it names: «时长改成3小时», «地点是霞山», «领域再加上税务»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import asks, is_said, value_of
from handlers.engine.state import FormState
from language.amendments import Clause

_ADDS = re.compile(r"(?:再|还|也|又|要|得|应该)*(?:加上?|添上?|增加|补上?|多加)个?(?!急)(?=.)")
_DROPS = re.compile(r"(?:也|要|得|应该)*(?:去掉|删掉|删除|删|去除|减掉|拿掉)(?=.)")
_SAYS_IT_IS = re.compile(r"是|为|[:：=]")
_MARKED = re.compile(r"[:：=]")


def changes(clause: Clause) -> bool:
    """Whether a clause that names a slot says that it is to change."""
    return clause.corrects or bool(_ADDS.match(clause.new) or _DROPS.match(clause.new))


def named_value(
    talk: ConversationContext, form: Form, at: FormState, slots: Sequence[Slot], clause: Clause
) -> tuple[Slot, Any] | None:
    """The first of the slots of one name that can take what is said: those that need all the words come first."""
    exact = [slot for slot in slots if not slot.free and is_said(talk, at, slot, clause.new)]
    free = [slot for slot in slots if slot.free]
    for slot in dict.fromkeys(slot.name for slot in (*exact, *free, *slots)):
        one = next(each for each in slots if each.name == slot)
        if (value := _value(talk, form, at, one, clause)) is not None:
            return one, value
    return None


def _value(talk: ConversationContext, form: Form, at: FormState, slot: Slot, clause: Clause) -> Any:
    if clause.old and value_of(talk, at, slot, clause.old) is None:
        return None
    if not clause.corrects and (adds := _ADDS.match(clause.new) or _DROPS.match(clause.new)):
        return _list_of(talk, at, slot, clause.new[adds.end() :], drops=adds.re is _DROPS)
    value = _completed(talk, form, at, slot, clause.new)
    return value if clause.corrects or value is None or _is_plain(talk, at, slot, clause, value) else None


def _list_of(talk: ConversationContext, at: FormState, slot: Slot, text: str, *, drops: bool) -> Any:
    """A list with one value more or less; None for what is no list, and where nothing would be left."""
    value, before = value_of(talk, at, slot, text), at.values.get(slot.name, [])
    if not (isinstance(value, list) and isinstance(before, list)):
        return None
    if drops:
        return [one for one in before if one not in value] or None
    return [*before, *(one for one in value if one not in before)]


def _is_plain(talk: ConversationContext, at: FormState, slot: Slot, clause: Clause, value: Any) -> bool:
    """Whether a clause without a verb of change says what holds, and tells nothing: any words need a colon."""
    if asks(clause.text):
        return False
    if slot.free:
        return bool(_MARKED.search(clause.text))
    if value == clause.new:
        return bool(_SAYS_IT_IS.search(clause.text.removesuffix(clause.new)))
    return is_said(talk, at, slot, clause.new)


def _completed(talk: ConversationContext, form: Form, at: FormState, slot: Slot, text: str) -> Any:
    """A value; «到12月10号» is the end of the days away that begin when it was said before."""
    value = value_of(talk, at, slot, text)
    told = form.read(talk, text, at.values).get(slot.name)
    completes = isinstance(value, str) and isinstance(told, str) and not slot.free and value in told
    return told if completes else value
