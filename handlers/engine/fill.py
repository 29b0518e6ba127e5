"""The form engine: put answers into slots, go back, skip, change.

All functions take the talk, the form and where it stands; they change only the standing.
"""

from __future__ import annotations

from typing import Any

from handlers.engine.answer import Answer, Fit, read_opening
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form
from handlers.engine.quoting import renumber, with_note
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from language.withheld import without_papers


def fit(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """Make what was stored fit the form as it is today; False where what it needs from the start is not there.

    Every answer is kept whose slot is still there and, in a form of another version, still holds.
    """
    if at.version != form.version:
        at.values = form.upgrade(at.values, at.version)
        for name in list(at.values):
            slot = form.slot(name)
            if slot and slot.check(talk, at.values[name]):
                at.drop(name)
        at.version, at.turn = form.version, at.turn + 1
    at.keep_only({slot.name for slot in form.slots})
    return at.values.keys() >= set(form.given)


def begin(talk: ConversationContext, form: Form, at: FormState, text: str = "") -> str:
    """What can be known from the start: from facts, and from the message that opened the form. Return what is wrong."""
    answer = read_opening(talk, form, at, text) if text else Answer()
    fill(talk, form, at, answer)
    if not answer.values:
        _infer(talk, form, at)
    at.changed.clear()
    return answer.wrong


def fill(talk: ConversationContext, form: Form, at: FormState, answer: Answer) -> None:
    """Put the values of an answer into their slots."""
    at.changed.clear()
    at.attend()
    at.begun = answer.begun
    _note(talk, form, at, answer)
    for name, value in _withheld(form, answer.values).items():
        if name == at.fixing or (not at.fixing and pending(talk, form, at) is form.slot(name)):
            _answered(at, name)
        at.put(name, value, inferred=name in answer.inferred)
    if answer.values:
        at.fixing, at.choosing = (None if at.fixing in answer.values else at.fixing), False
        at.retreating = bool(at.fixing) and at.retreating
        at.turn += 1
        _infer(talk, form, at)


def _withheld(form: Form, values: Values) -> Values:
    """The values, with no numbers of papers in what is told."""
    told = values.get(form.adds)
    return values | {form.adds: without_papers(told)} if isinstance(told, str) else values


def _note(talk: ConversationContext, form: Form, at: FormState, answer: Answer) -> None:
    """Say beside the words that tell a value otherwise what was put right."""
    changes = {name: value for name, value in answer.values.items() if at.values.get(name, value) != value}
    renumber(form, at, changes)
    words = with_note(talk, form, at, changes) if changes else None
    if words is not None:
        at.values[form.adds] = words


def put(talk: ConversationContext, form: Form, at: FormState, name: str, value: Any) -> str:
    """Fill one slot with a chosen value, where nothing is wrong with it; return what is."""
    slot = form.slot(name)
    if slot is None or value is None:
        return ""
    wrong = slot.check(talk, value)
    fill(talk, form, at, Answer({} if wrong else {name: value}, fit=Fit.WHOLE))
    return wrong


def _answered(at: FormState, name: str) -> None:
    if name not in at.trail:
        at.trail.append(name)


def _infer(talk: ConversationContext, form: Form, at: FormState) -> None:
    for name, value in talk.once(form.infer, at.values).items():
        if value is not None and (name not in at.values or name in at.inferred):
            at.put(name, value, inferred=True)


def back(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """返回: to the question before; while changing a value, to the card. False, and back where one was, at the first."""
    if at.choosing or (at.fixing and not at.retreating):
        at.fixing, at.choosing = None, False
        return True
    trail = [name for name in at.trail if (slot := form.slot(name)) and slot.applies(talk, at.values)]
    place = trail.index(at.fixing) if at.fixing in trail else len(trail)
    at.fixing = trail[place - 1] if place else None
    at.retreating = bool(at.fixing)
    return at.retreating


def skip(talk: ConversationContext, form: Form, at: FormState) -> bool:
    """跳过: leave the question open, where it may be."""
    slot = pending(talk, form, at)
    if slot is None or not slot.skippable:
        return False
    at.drop(slot.name)
    at.skipped.append(slot.name)
    at.fixing, at.retreating = None, False
    at.turn += 1
    _answered(at, slot.name)
    return True


def change(at: FormState, name: str = "") -> None:
    """修改: ask which, or take the one named."""
    at.fixing, at.choosing, at.retreating = (name or None), not name, False
