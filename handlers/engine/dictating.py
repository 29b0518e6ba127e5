"""A telephone that is dictated where it is asked for, in several messages if need be, or put right on the card."""

from __future__ import annotations

from typing import NamedTuple

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.slots import changeable, pending
from handlers.engine.state import FormState
from language.dictated import begun_with, dictated, put_right

MORE = "记下了前面的 {}，后面几位呢？"


class Number(NamedTuple):
    """What was said for a slot: a whole number, or what is `begun` of one."""

    slot: Slot
    whole: str
    begun: str = ""


def heard(talk: ConversationContext, form: Form, at: FormState, text: str) -> Number | None:
    """The number that a whole text gives, and for which slot; None where it says anything else."""
    asked = pending(talk, form, at)
    if asked is None:
        return _corrected(talk, form, at, text)
    if asked.asks != "phone":
        return None
    whole = dictated(text, at.begun)
    begun = "" if whole else begun_with(text, at.begun)
    return Number(asked, whole, begun) if whole or begun else None


def _corrected(talk: ConversationContext, form: Form, at: FormState, text: str) -> Number | None:
    """On a card that has one telephone."""
    slots = [one for one in changeable(talk, form, at) if one.asks == "phone" and at.values.get(one.name)]
    number = put_right(str(at.values[slots[0].name]), text) if len(slots) == 1 else ""
    return Number(slots[0], number) if number else None
