"""The form engine: fill slots from what is said, know what is missing, steer.

All functions take the talk, the form and where it stands; they change only the standing.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

from handlers.engine import corrections
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.state import FormState
from handlers.engine.words import agrees, bare, disagrees, recognise
from language import is_small_talk

SHORT = 12
"""A remark on a card no longer than this changes what it names even without «不对»."""


@dataclass(slots=True)
class FillResult:
    """What a message gave: names of slots filled, and what was wrong with values that were understood."""

    filled: list[str] = field(default_factory=list)
    wrong: str = ""

    def __bool__(self) -> bool:
        return bool(self.filled or self.wrong)


def pending(talk: ConversationContext, form: Form, at: FormState) -> Slot | None:
    """The slot being asked for; None when all is known and the card is shown."""
    if at.fixing and (fixed := form.slot(at.fixing)):
        return fixed
    known = at.values.keys() | set(at.skipped)
    missing = (slot for slot in form.slots if slot.asked and slot.name not in known)
    return next((slot for slot in missing if slot.applies(talk, at.values)), None)


def changeable(talk: ConversationContext, form: Form, at: FormState) -> list[Slot]:
    """The slots that the card shows and a person may change."""
    return [slot for slot in form.slots if not slot.hidden and slot.applies(talk, at.values)]


def may_take(talk: ConversationContext, form: Form, at: FormState, slot: Slot) -> bool:
    """Whether a choice may fill this slot: it is being asked for, or was answered and can be changed."""
    answered = slot.name in at.values and slot in changeable(talk, form, at)
    return answered or pending(talk, form, at) is slot


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


def begin(talk: ConversationContext, form: Form, at: FormState, text: str = "") -> FillResult:
    """What can be known from the start: from facts, and from the message that opened the form."""
    result = fill(talk, form, at, text) if text else FillResult()
    if not result.filled:
        _infer(talk, form, at)
    at.changed.clear()
    return result


def fill(talk: ConversationContext, form: Form, at: FormState, text: str) -> FillResult:
    """Fill any slots from a message; small talk fills none."""
    at.changed.clear()
    if change := corrections.named(form, text):
        slot, rest = change
        value = _answer(talk, at, slot, rest)
        return FillResult(wrong=slot.hint) if value is None else _put(talk, form, at, {slot.name: value})
    corrects, rest = corrections.split(text)
    if not rest or (not corrects and is_small_talk(rest) and not _may_answer(talk, form, at, rest)):
        return FillResult()
    return _put(talk, form, at, _found(talk, form, at, rest, corrects), form.unsaid(talk, rest))


def put(talk: ConversationContext, form: Form, at: FormState, name: str, value: Any) -> FillResult:
    """Fill one slot with a chosen value."""
    at.changed.clear()
    return _put(talk, form, at, {name: value})


def _may_answer(talk: ConversationContext, form: Form, at: FormState, text: str) -> bool:
    """«好的» keeps company, unless a question with choices is open that it answers."""
    slot = pending(talk, form, at)
    return (agrees(text) or disagrees(text)) and slot is not None and bool(slot.choices(talk, at.values))


def _found(talk: ConversationContext, form: Form, at: FormState, text: str, corrects: bool) -> dict[str, Any]:
    slot = pending(talk, form, at)
    found = {}
    if slot and not corrects and (value := _answer(talk, at, slot, text)) is not None:
        found[slot.name] = value
    outranks = corrects or (slot is None and len(text) <= SHORT)
    for name, value in form.read(talk, text, at.values).items():
        is_open = name not in at.values or name in at.inferred
        if name not in found and (is_open or outranks):
            found[name] = value
    if not found and outranks:
        found = _by_any_slot(talk, form, at, text)
    if not found and slot is None:
        found = _by_caption(talk, form, at, text)
    return found


def _by_caption(talk: ConversationContext, form: Form, at: FormState, text: str) -> dict[str, Any]:
    """«不急» on a card: the caption of an option, though nothing was asked."""
    for slot in form.slots:
        if not slot.hidden and slot.applies(talk, at.values):
            for label, value in slot.choices(talk, at.values):
                if label == bare(text):
                    return {slot.name: value}
    return {}


def _by_any_slot(talk: ConversationContext, form: Form, at: FormState, text: str) -> dict[str, Any]:
    """«不对，是李记»: the first filled slot that can read it, where the form as a whole could not."""
    for slot in form.slots:
        if slot.name in at.values and not (slot.hidden or slot.free) and slot.applies(talk, at.values):
            value = _answer(talk, at, slot, text)
            if value is not None and value != at.values[slot.name]:
                return {slot.name: value}
    return {}


def _answer(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    """An answer to one question: an option by its caption or number, else as the slot reads it."""
    options = slot.choices(talk, at.values)
    caption = recognise(text, [label for label, _ in options]) if options else ""
    for label, value in options:
        if label == caption:
            return value
    value = slot.read(talk, text)
    if value is None and text.strip().isdecimal() and 0 < int(text) <= len(options):
        return options[int(text) - 1][1]
    return value


def _put(
    talk: ConversationContext,
    form: Form,
    at: FormState,
    found: dict[str, Any],
    unsaid: Set[str] = frozenset(),
) -> FillResult:
    result = FillResult()
    for name, value in found.items():
        slot = form.slot(name)
        if slot is None or value is None:
            continue
        if wrong := slot.check(talk, value):
            result.wrong = result.wrong or wrong
            continue
        if name == at.fixing or (not at.fixing and pending(talk, form, at) is slot):
            _answered(at, name)
        at.put(name, value, inferred=name in unsaid)
        result.filled.append(name)
    if result.filled:
        at.fixing, at.choosing = (None if at.fixing in result.filled else at.fixing), False
        at.retreating = bool(at.fixing) and at.retreating
        at.turn += 1
        _infer(talk, form, at)
    return result


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
