"""How a message answers what is being asked: read here, applied by `fill`, and nothing is changed before that."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field, replace
from enum import IntEnum

from handlers.engine import corrections, dictating, in_words, labels
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.itself import misplaced
from handlers.engine.kinds import asks, is_said, option_of, value_of
from handlers.engine.putting import Amended
from handlers.engine.said_last import answered_last, said_last
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.words import affirms, among, bare, denies, disagrees
from language import is_small_talk
from language.asides import is_aside
from language.inquiries import inquires
from language.repairs import steps
from language.thinking import thinks_aloud

SHORT = 12
"""A remark on a card no longer than this may change what it names even without «不对»."""
VALUE_ALONE = 5
"""Words of a courtesy that is an answer too: «不错», «老师辛苦了» with five stars, but not «今天天气真热»."""
BRIEF = 6
"""Characters of an answer that can say no more than what was asked."""
MUCH = 3
"""Whoever answers the question and so many others in one message means the form."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
"""A code, a figure or a telephone number answers and says nothing else."""
_IT_IS = re.compile(
    r"^(?:就|应该|好像)?是(?=在?[\u4e00-\u9fff0-9]{2,20}(?:[楼室层号厅馆院厂店园]|中心|大厦|广场|园区)$)"
)
"""«是赤坎商贸孵化器二楼», as the answer to where; what else people say of a thing is kept as they said it."""
STILL_OPEN = "好，定了再说。"
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

    `corrects`: it says that something was wrong or is to change, be it understood or not. `conflicts`: of what was
    said before, so many things are said otherwise in a message that is no short remark and does not correct: on a card
    it gives no `values` then. `answers`: the very question asked is answered.
    `aside`: it wants something
    told or shown, where choices are asked for or words for others.
    `wrong` is what could not be done, in words; `lead`, said before what is asked next, holds it too where something
    was done beside it. `asks`: the message is a question of the person's own; `names`: it is nothing but values.
    `left`: the one slot that was to be put right on a card, and was not. `begun`: the first figures of a number asked for.
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
    aside: bool = False
    names: bool = False
    left: str = ""
    begun: str = ""

    def __bool__(self) -> bool:
        return bool(self.values or self.wrong)


NOTHING = Answer()


def read_opening(talk: ConversationContext, form: Form, at: FormState, text: str) -> Answer:
    """What the message that opens a form would fill: nothing was told before that it could put right."""
    change = corrections.named(form, text)
    if change and (value := value_of(talk, at, *change)) is not None:
        wrong, values = _checked(talk, form, {change[0].name: value})
        return Answer(values, wrong=wrong, fit=Fit.WHOLE)
    return _plain(talk, form, at, text)


def read_answer(talk: ConversationContext, form: Form, at: FormState, text: str) -> Answer:
    """What a message would fill; small talk fills nothing, and on a card only corrections and bare values do."""
    if form.apart(text):
        return NOTHING
    asked = pending(talk, form, at)
    if asked and asked.composed and (why := misplaced(form, asked, text)):
        return Answer(wrong=why, fit=Fit.WHOLE)
    if asked and not asked.verbatim and (is_aside(text) if asked.composed else thinks_aloud(text)):
        return Answer(wrong=STILL_OPEN, fit=Fit.WHOLE)
    if asked and asked.verbatim and not is_small_talk(text):
        why = asked.check(talk, text)
        return Answer(wrong=why, fit=Fit.WHOLE) if why else Answer({asked.name: text.strip()}, fit=Fit.WHOLE)
    if number := dictating.heard(talk, form, at, text):
        return _dictated(talk, form, at, number)
    *_, last = ("", text), *steps(text)
    is_option = asked is not None and option_of(talk, at, asked, last[1]) is not None
    if (
        is_option
        or disagrees(text)
        or not at.values
        or (asked and asked.free and not _only_corrects(talk, form, at, text))
    ):
        return _plain(talk, form, at, text)
    answer = _plain(talk, form, at, text)
    tells_another = answer.conflicts > 1 and not corrections.puts_right(form, text)
    found = corrections.amended(talk, form, at, text)
    if (found or found.corrects) and not tells_another:
        return _amending(talk, form, at, text, found)
    return answer if asked else _gathered(talk, form, at, text, answer)


def _dictated(talk: ConversationContext, form: Form, at: FormState, number: dictating.Number) -> Answer:
    """A number that was told or put right, or its beginning, which is kept until the rest comes."""
    wants = dictating.wanted(number)
    wrong, values = (wants, {}) if wants else _checked(talk, form, {number.slot.name: number.whole})
    corrects = bool(values) and number.slot.name in at.values
    lead = in_words.done(talk, form, at, values) if corrects else ""
    return Answer(
        values,
        wrong=wrong,
        fit=Fit.WHOLE,
        corrects=corrects,
        answers=bool(values),
        lead=lead,
        names=True,
        begun=number.begun,
    )


def _only_corrects(talk: ConversationContext, form: Form, at: FormState, text: str) -> bool:
    """Whether a message cannot be meant for a question that takes any words: all that it says is put right elsewhere."""
    if corrections.is_all_there_is(form, text):
        return True
    if not corrections.corrects(text):
        return False
    found = corrections.amended(talk, form, at, text)
    asked = pending(talk, form, at)
    if asked is None or not found.values:
        return False
    if asked.name in found.values and not corrections.names(form, asked, text):
        return False
    besides = [one for one in found.rest if not corrections.names(form, asked, one)]
    return found.corrects and found.whole and not (besides or found.unheard)


def _gathered(talk: ConversationContext, form: Form, at: FormState, text: str, answer: Answer) -> Answer:
    """On a card, the words that a form goes on to gather: a further reason, a further condition."""
    free = {slot.name for slot in form.slots if slot.free}
    found = {} if is_small_talk(text) or inquires(text) else _found(talk, form, at, text)
    more = {
        name: value
        for name, value in found.items()
        if name in free and isinstance(value, str) and text in value and _is_more(at, name, value)
    }
    fit = Fit.FREE if more else Fit.NONE
    return replace(answer, values=more, wrong="", fit=fit, lead=in_words.done(talk, form, at, more))


def _is_more(at: FormState, name: str, value: str) -> bool:
    """Whether nothing of what was said before is lost by it."""
    before = at.values.get(name)
    return before != value and (before is None or name in at.inferred or str(before) in value)


def _amending(talk: ConversationContext, form: Form, at: FormState, text: str, found: Amended) -> Answer:
    """What was put right, and what answers the question beside it."""
    beside = _plain(talk, form, at, "，".join(found.rest)) if found.rest else NOTHING
    asked = pending(talk, form, at)
    speaks = found.corrects or asked is None
    first = asked.name if asked and asked.name not in at.values else ""
    again = {name: value for name, value in found.values.items() if name != first}
    done = in_words.done(talk, form, at, again) if speaks else ""
    is_guess = bool(beside.values) and beside.values.keys() <= beside.inferred
    unanswered = asked.hint if asked and found.rest and (is_guess or not beside) else ""
    wrong = join(*found.unheard, beside.wrong or unanswered)
    whole = found.whole or (bool(found.values) and len(text) <= SHORT)
    return Answer(
        beside.values | found.values,
        beside.inferred - found.values.keys(),
        wrong,
        max(beside.fit, (Fit.WHOLE if whole else Fit.PART) if found else Fit.NONE),
        found.corrects,
        answers=asked is not None and asked.name in beside.values | found.values,
        lead=join(done, wrong) if done else "",
        asks=asks(text),
        names=found.whole and not found.corrects,
        left=found.left[0] if asked is None and len(set(found.left)) == 1 else "",
    )


def _plain(talk: ConversationContext, form: Form, at: FormState, text: str) -> Answer:
    """What a message fills that corrects nothing: the question, and what nobody has told yet."""
    if not text or (is_small_talk(text) and not _may_answer(talk, form, at, text)):
        return NOTHING
    asked, found = pending(talk, form, at), _found(talk, form, at, text)
    told = {
        name
        for name in found
        if name in at.values and name not in at.inferred and not (asked and name == asked.name)
    }
    taken = {name: value for name, value in found.items() if name not in told}
    wrong, values = _checked(talk, form, taken)
    return Answer(
        values,
        form.unsaid(talk, text),
        wrong,
        _fit(talk, form, at, text, taken),
        conflicts=_conflicts(talk, form, at, text) if len(text) > SHORT else 0,
        answers=asked is not None and asked.name in values,
        asks=asks(text),
        aside=asked is not None and _is_aside(talk, at, asked, text),
    )


def _is_aside(talk: ConversationContext, at: FormState, asked: Slot, text: str) -> bool:
    is_picked = bool(asked.choices(talk, at.values)) and not asked.guessed
    return inquires(text) and (asked.composed or (is_picked and not is_said(talk, at, asked, text)))


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
        if option_of(talk, at, slot, text) is not None:
            return Fit.WHOLE
        if (
            slot.whole
            or slot.surely(text)
            or len(found) >= MUCH
            or bare(text).isdecimal()
            or _composes(form, slot, text, found)
        ):
            return Fit.WHOLE
        if slot.free:
            return Fit.FREE
    brief = len(bare(text)) <= BRIEF or not _WORDS.search(text)
    return Fit.WHOLE if brief and not asks(text) else Fit.PART


def _composes(form: Form, asked: Slot, text: str, found: Values) -> bool:
    """Whether all of a text are the words for others that are asked for next: «各位老师，月底前交日记» where it is asked whom."""
    return any(slot.composed and slot is not asked and found.get(slot.name) == text for slot in form.slots)


def _may_answer(talk: ConversationContext, form: Form, at: FormState, text: str) -> bool:
    """«好的», «不错» keep company, unless a question with choices is open that they answer."""
    slot = pending(talk, form, at)
    if slot is None or slot.free or not slot.choices(talk, at.values):
        return False
    brief = len(_WORDS.findall(text)) <= VALUE_ALONE and slot.read(talk, text) is not None
    return affirms(text) or denies(text) or brief


def _found(talk: ConversationContext, form: Form, at: FormState, text: str) -> Values:
    """What answers the question, and what the form reads beside it: a whole text is no two things at once."""
    slot = pending(talk, form, at)
    last = said_last(talk, form, at, text)
    value = _answer_to(talk, at, slot, text, beside=last) if slot else None
    beside = form.read(talk, text, at.values) | last
    if slot is None or value is None:
        return beside
    return {name: one for name, one in beside.items() if one != value or value != text} | {slot.name: value}


def _answer_to(talk: ConversationContext, at: FormState, slot: Slot, text: str, *, beside: Values) -> object:
    """What answers the question: where words are asked for, a bare «好的» or «没有» is no such words.

    Of words in which something else was taken back (`beside`) all stay.
    """
    text = labels.unlabelled(slot, text) if slot.free else text
    text = _IT_IS.sub("", text) if slot.free and not slot.composed else text
    stays = slot.free and any(name != slot.name for name in beside)
    value = value_of(talk, at, slot, text) if stays else answered_last(talk, at, slot, text)
    bare_words = affirms(text) or denies(text) or among(text, NO_ANSWER)
    takes_words = slot.free or value == text
    return None if bare_words and takes_words and not slot.choices(talk, at.values) else value
