"""A telephone that is dictated where it is asked for, in several messages if need be, or put right on the card."""

from __future__ import annotations

from typing import NamedTuple

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.slots import changeable, pending
from handlers.engine.state import FormState
from language.dictated import LENGTH, begun_with, dictated, miscounted, put_right, says_where

MORE = "记下了前面的 {}，后面几位呢？"
COUNTED = f"听到 {{}} 位，手机号是 {LENGTH} 位，整个再说一次好吗？"


class Number(NamedTuple):
    """What was said for a slot: a whole number, what is `begun` of one, or how many figures of one that it cannot be."""

    slot: Slot
    whole: str
    begun: str = ""
    counted: int = 0


def heard(talk: ConversationContext, form: Form, at: FormState, text: str) -> Number | None:
    """The number that a whole text gives, and for which slot; None where it says anything else."""
    asked = pending(talk, form, at)
    if asked is None or asked.asks != "phone":
        return _corrected(talk, form, at, text) if asked is None or says_where(text) else None
    whole = dictated(text, at.begun)
    begun = "" if whole else begun_with(text, at.begun)
    counted = 0 if whole or begun else miscounted(text)
    return Number(asked, whole, begun, counted) if whole or begun or counted else None


def wanted(number: Number) -> str:
    """What is asked for before there is a number; nothing where it is whole."""
    if number.counted:
        return COUNTED.format(number.counted)
    return MORE.format(number.begun) if number.begun else ""


def _corrected(talk: ConversationContext, form: Form, at: FormState, text: str) -> Number | None:
    """Where one telephone was told."""
    slots = [one for one in changeable(talk, form, at) if one.asks == "phone" and at.values.get(one.name)]
    if len(slots) != 1:
        return None
    number = put_right(str(at.values[slots[0].name]), text)
    counted = 0 if number else miscounted(text)
    return Number(slots[0], number, counted=counted) if number or counted else None
