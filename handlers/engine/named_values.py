"""The value that a clause gives to a slot which it names: «时长改成3小时», «地点是霞山», «领域再加上税务»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import asks, is_said, value_of
from handlers.engine.state import FormState
from language import list_changes
from language.amendments import Clause

_SAYS_IT_IS = re.compile(r"是|为|[:：=]")
_APART = re.compile(r"[:：=\s]")
_ENDING = re.compile(r"[后末尾][一二两三四五六七八\d]位|尾号|尾数|最后|末尾")
_INSIDE = re.compile(r"里面?的?")
_MARKED = re.compile(r"[:：=]")
_WISHED = re.compile(r"\s*(?:能|可以)(?:这么|这样)?[设写加定记填]不$")
"""«报名截止到周二 能设不»: a wish that it be so, and no part of the value."""


def changes(clause: Clause) -> bool:
    """Whether a clause that names a slot says that it is to change."""
    return clause.corrects or list_changes.read(clause.new) is not None


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
    if clause.old and not _is_ending(clause) and value_of(talk, at, slot, clause.old) is None:
        return None
    if slot.free and clause.old and _INSIDE.search(clause.text):
        return None
    value = _ended(at.values.get(slot.name), clause) or _completed(talk, form, at, slot, clause.new)
    return value if clause.corrects or value is None or _is_plain(talk, at, slot, clause, value) else None


def says_it_is(clause: Clause, *, verb: bool = True) -> bool:
    """Whether «是» (`verb`), a colon or a blank stands between the name and what is said of it."""
    between = clause.text.removesuffix(clause.new)
    return bool((_SAYS_IT_IS if verb else _APART).search(between))


def _is_plain(talk: ConversationContext, at: FormState, slot: Slot, clause: Clause, value: Any) -> bool:
    """Whether a clause without a verb of change says what holds, and tells nothing: any words need a colon."""
    if asks(clause.text):
        return False
    if slot.free:
        return bool(_MARKED.search(clause.text))
    if value == clause.new:
        return says_it_is(clause)
    return is_said(talk, at, slot, _WISHED.sub("", clause.new)) or _is_ending(clause)


def _is_ending(clause: Clause) -> bool:
    return bool(_ENDING.search(clause.text) and clause.new.isdecimal())


def _ended(before: Any, clause: Clause) -> str | None:
    """«电话后四位是6667»: the number that was told, with other figures at its end."""
    known = isinstance(before, str) and before.isdecimal() and len(clause.new) < len(before)
    return f"{before[: -len(clause.new)]}{clause.new}" if known and _is_ending(clause) else None


def _completed(talk: ConversationContext, form: Form, at: FormState, slot: Slot, text: str) -> Any:
    """A value; «到12月10号» is the end of the days away that begin when it was said before."""
    value = value_of(talk, at, slot, text)
    told = form.read(talk, text, at.values).get(slot.name)
    completes = isinstance(value, str) and isinstance(told, str) and not slot.free and value in told
    return told if completes else value
