"""What was put right is still told otherwise in the words of the person: they stay, with what is right behind them."""

from __future__ import annotations

import re

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.in_words import shown
from handlers.engine.labels import label
from handlers.engine.state import FormState
from language.withheld import renumbered

_NOTE = re.compile(r"（更正：(?P<said>[^（）]*)）")
_BETWEEN = "；"


def with_note(talk: ConversationContext, form: Form, at: FormState, changes: Values) -> str | None:
    """The words of the form's `adds`, with «（更正：企业家数 4 家）» where they say otherwise; None where nothing differs.

    To be called before the changes are put into their slots.
    """
    slot = form.slot(form.adds) if form.adds else None
    if slot is None or slot.name in changes or not isinstance(text := at.values.get(slot.name), str):
        return None
    told = _NOTE.sub("", text)
    quoted = _quoted(talk, form, told, changes)
    if not quoted:
        return None
    noted = _noted(text) | {label(one): shown(talk, one, changes[one.name], at.values) for one in quoted}
    said = form.read(talk, told, {})
    again = {label(one) for one in quoted if said.get(one.name) == changes[one.name]}
    right = _BETWEEN.join(f"{name} {value}" for name, value in noted.items() if name not in again)
    return f"{told}（更正：{right}）" if right else told


def _quoted(talk: ConversationContext, form: Form, told: str, changes: Values) -> list[Slot]:
    """The slots put right of which the words themselves tell a value."""
    said, unsaid = form.read(talk, told, {}), form.unsaid(talk, told)
    slots = (form.slot(name) for name in changes if name in said and name not in unsaid)
    return [slot for slot in slots if slot and slot.label and not (slot.free or slot.hidden or slot.guessed)]


def _noted(text: str) -> dict[str, str]:
    """What is noted behind the words already."""
    found = _NOTE.search(text)
    parts = (one.partition(" ") for one in found["said"].split(_BETWEEN)) if found else ()
    return {name: value for name, _, value in parts}


def renumber(form: Form, at: FormState, changes: Values) -> None:
    """A telephone that is put right is so in the text too: nobody is to call the wrong one."""
    for name in changes:
        slot, told = form.slot(name), at.values.get(form.adds)
        if slot and slot.asks == "phone" and isinstance(told, str):
            at.values[form.adds] = renumbered(told, str(at.values.get(name, "")), str(changes[name]))
