"""Of what somebody takes back while telling it, the words said last: «给三家讲税，啊不对，四家»."""

from __future__ import annotations

import re
from typing import Any

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import value_of
from handlers.engine.state import FormState
from language.repairs import is_whole, steps, told_in_turn

_ALIKE = 2
"""So many times as long as the words in its place a text may be that is taken back as a whole."""
_SHORT = 12


def said_last(talk: ConversationContext, form: Form, at: FormState, text: str) -> Values:
    """The values that stand in place of others of the same slots, told before in the same text."""
    last: Values = {}
    for before, after in steps(text):
        told, instead = form.read(talk, before, at.values), form.read(talk, after, at.values)
        guessed = form.unsaid(talk, after) - form.unsaid(talk, before)
        last |= {
            name: value
            for name, value in instead.items()
            if told.get(name) not in (None, value)
            and name not in guessed
            and _is_kept(form, name, value, after)
        }
    return last


def _is_kept(form: Form, name: str, value: Any, text: str) -> bool:
    """Whether a value was read out of the words, and is not the words themselves: those say more as they were told."""
    slot = form.slot(name)
    return slot is not None and not (slot.free and value == text)


def answered_last(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    """The answer to one question; the last of those that take each other's place."""
    if slot.free:
        return value_of(talk, at, slot, words_last(text))
    last = None
    for before, after in steps(text):
        value = value_of(talk, at, slot, after)
        if value is not None and (last is not None or value_of(talk, at, slot, before) is not None):
            last = value
    return value_of(talk, at, slot, text) if last is None else last


def words_last(text: str) -> str:
    """Of any words those that stand in place of others, where they say about as much and nothing follows; else all of them."""
    before, *after = told_in_turn(text)
    if not after or not all(map(is_whole, (before, *after))):
        return text
    if len(after) == 1 and (spliced := _with_sum(before, after[0])):
        return spliced
    return after[-1] if len(before) <= max(_SHORT, len(after[-1]) * _ALIKE) else text


def _with_sum(before: str, after: str) -> str:
    """«欠我们十二万货款 不对是十二万六 有对账单»: only the sum is put right, and what is told around it stays; empty where that is not so."""
    said = _SUM.match(after)
    stands = [*_SUM.finditer(before)]
    if not said or len(stands) != 1:
        return ""
    rest = after[said.end() :]
    return f"{before[: stands[0].start()]}{said[0]}{before[stands[0].end() :]}{rest}"


_SUM = re.compile(
    r"[\d.一二两三四五六七八九十百千零]*[一二两三四五六七八九十百千\d][万亿千](?:[一二三四五六七八九]千?)?(?:元|块)?"
)
