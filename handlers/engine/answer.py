"""How a message answers what is being asked: read here, applied by `fill`, and nothing is changed before that."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from enum import IntEnum

from handlers.engine import corrections
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.slots import changeable, pending
from handlers.engine.state import FormState
from handlers.engine.words import agrees, bare, disagrees, recognise
from language import is_small_talk

SHORT = 12
"""A remark on a card no longer than this may change what it names even without «不对»."""
BRIEF = 6
"""Characters of an answer that can say no more than what was asked."""
MUCH = 3
"""Whoever answers the question and so many others in one message means the form."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
"""A code, a figure or a telephone number answers and says nothing else."""
_ASKS = re.compile(
    r"[?？]|[吗呢嘛]$|怎么|咋|为什么|为啥|能不能|可不可以|是不是|有没有|行不行|哪[里个位]|[谁啥]|什么时候|多少|进展"
)
_ACTS = re.compile(r"[我你他她谁]|删|撤|查|请|接|不|没|再|把|给|要")
"""A short remark with one of these does more than name a value."""
NO_ANSWER = frozenset(
    [
        "同意",
        "没有",
        "没",
        "无",
        "下一步",
        "继续",
        "知道了",
        "收到",
        "不知道",
        "不清楚",
        "没了",
        "没别的了",
        "提交",
    ]
)


class Fit(IntEnum):
    """How well a message answers what is being asked."""

    NONE = 0
    FREE = 1
    """Only because the slot takes any words."""
    PART = 2
    """Something was read, and more may stand beside it."""
    WHOLE = 3
    """A caption, a number beside numbered choices, yes or no, or hardly more than what was read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Values that a message would give to slots, those among them that it does not say outright, and what is wrong.

    `corrects`: it says that something was wrong. `conflicts`: of what was said before, so many things are said otherwise
    in a message that is no short remark, and does not correct. `answers`: the very question asked is answered.
    `lead` is said before what is asked next. `asks`: the message is a question of the person's own; `names`: it is a few
    characters that name a value.
    """

    values: Values = field(default_factory=dict)
    inferred: Set[str] = frozenset()
    wrong: str = ""
    fit: Fit = Fit.NONE
    corrects: bool = False
    conflicts: int = 0
    answers: bool = False
    lead: str = ""
    asks: bool = False
    names: bool = False

    def __bool__(self) -> bool:
        return bool(self.values or self.wrong)


NOTHING = Answer()


def read_answer(talk: ConversationContext, form: Form, at: FormState, text: str) -> Answer:
    """What a message would fill; small talk fills nothing."""
    asked = pending(talk, form, at)
    if asked and asked.verbatim and not is_small_talk(text):
        return Answer({asked.name: text.strip()}, fit=Fit.WHOLE)
    if change := corrections.named(form, text):
        return _named(talk, at, *change)
    corrects, rest = corrections.split(text) if at.values else (False, text)
    if not rest or (not corrects and is_small_talk(rest) and not _may_answer(talk, form, at, rest)):
        return NOTHING
    found = _found(talk, form, at, rest, corrects)
    wrong, values = _checked(talk, form, found)
    asked = pending(talk, form, at)
    return Answer(
        values,
        form.unsaid(talk, rest),
        wrong,
        _fit(talk, form, at, rest, found) if not corrects else Fit.WHOLE if found else Fit.NONE,
        corrects,
        conflicts=_conflicts(talk, form, at, text) if not corrects and len(text) > SHORT else 0,
        answers=asked is not None and asked.name in values,
        asks=bool(_ASKS.search(rest)),
        names=_only_names(rest),
    )


def value_of(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> object:
    """An answer to one question: an option by its caption or number, else as the slot reads it."""
    if (option := _option(talk, at, slot, text)) is not None:
        return option
    value = slot.read(talk, text)
    options = slot.choices(talk, at.values)
    if value is None and text.strip().isdecimal() and 0 < int(text) <= len(options):
        return options[int(text) - 1][1]
    return value


def _named(talk: ConversationContext, at: FormState, slot: Slot, rest: str) -> Answer:
    value = value_of(talk, at, slot, rest)
    if value is None:
        return Answer(wrong=slot.hint, fit=Fit.WHOLE, corrects=True)
    wrong = slot.check(talk, value)
    return Answer({} if wrong else {slot.name: value}, wrong=wrong, fit=Fit.WHOLE, corrects=True)


def _conflicts(talk: ConversationContext, form: Form, at: FormState, text: str) -> int:
    """How many of the things told before a message says otherwise; any words say things otherwise, so they do not count."""
    told = {
        name for name in at.values if name not in at.inferred and (slot := form.slot(name)) and not slot.free
    }
    said = form.read(talk, text, {}) if told else {}
    return sum(said[name] != at.values[name] for name in told & said.keys() if said[name] is not None)


def _checked(talk: ConversationContext, form: Form, found: Values) -> tuple[str, Values]:
    """The first thing that is wrong with what was read, and what is right."""
    wrongs, right = [], {}
    for name, value in found.items():
        slot = form.slot(name)
        if slot is None or value is None:
            continue
        if wrong := slot.check(talk, value):
            wrongs.append(wrong)
        else:
            right[name] = value
    return (wrongs[0] if wrongs else ""), right


def _fit(talk: ConversationContext, form: Form, at: FormState, text: str, found: Values) -> Fit:
    slot = pending(talk, form, at)
    if not found:
        return Fit.NONE
    if slot and slot.name in found:
        if _option(talk, at, slot, text) is not None:
            return Fit.WHOLE
        if len(found) >= MUCH or bare(text).isdecimal():
            return Fit.WHOLE
        if slot.free:
            return Fit.FREE
    brief = len(bare(text)) <= BRIEF or not _WORDS.search(text)
    return Fit.WHOLE if brief and not _ASKS.search(text) else Fit.PART


def _may_answer(talk: ConversationContext, form: Form, at: FormState, text: str) -> bool:
    """«好的» keeps company, unless a question with choices is open that it answers."""
    slot = pending(talk, form, at)
    return (agrees(text) or disagrees(text)) and slot is not None and bool(slot.choices(talk, at.values))


def _found(talk: ConversationContext, form: Form, at: FormState, text: str, corrects: bool) -> Values:
    slot = pending(talk, form, at)
    found = {}
    if slot and not corrects and (value := _answer_to(talk, at, slot, text)) is not None:
        found[slot.name] = value
    outranks = corrects or (slot is None and _only_names(text))
    for name, value in form.read(talk, text, at.values).items():
        is_open = name not in at.values or name in at.inferred
        if name not in found and (is_open or outranks):
            found[name] = value
    if not found and outranks:
        found = _by_any_slot(talk, form, at, text)
    if not found and slot is None:
        found = _by_caption(talk, form, at, text)
    return found


def _answer_to(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> object:
    """What answers the question: where words are asked for, a bare «好的» or «没有» is no such words."""
    value = value_of(talk, at, slot, text)
    bare_words = agrees(text) or disagrees(text) or bare(text) in NO_ANSWER
    takes_words = slot.free or value == text
    return None if bare_words and takes_words and not slot.choices(talk, at.values) else value


def _only_names(text: str) -> bool:
    """A few characters that name a value and do nothing else: «2家», «周四», «最好上门»."""
    return len(text) <= SHORT and not _ASKS.search(text) and not _ACTS.search(text)


def _by_caption(talk: ConversationContext, form: Form, at: FormState, text: str) -> Values:
    """«不急» on a card: the caption of an option, though nothing was asked."""
    for slot in changeable(talk, form, at):
        for label, value in slot.choices(talk, at.values):
            if label == bare(text):
                return {slot.name: value}
    return {}


def _by_any_slot(talk: ConversationContext, form: Form, at: FormState, text: str) -> Values:
    """«不对，是李记»: the first filled slot that can read it, where the form as a whole could not."""
    for slot in changeable(talk, form, at):
        if slot.name in at.values and not slot.free:
            value = value_of(talk, at, slot, text)
            if value is not None and value != at.values[slot.name]:
                return {slot.name: value}
    return {}


def _option(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> object:
    """The option whose caption the text is, typos forgiven."""
    options = slot.choices(talk, at.values)
    caption = recognise(text, [label for label, _ in options]) if options else ""
    return next((value for label, value in options if caption and label == caption), None)
