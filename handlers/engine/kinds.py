"""Which slots a remark means that names none: «三家» can only be the number of firms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.slots import changeable
from handlers.engine.spans import bare_of_padding, covers, outermost, span
from handlers.engine.state import FormState
from handlers.engine.words import among, bare, recognise
from language import normalise
from language.contacts import with_tail
from language.dates import is_part_of_a_day
from language.domains import DOMAINS
from language.enterprise_names import mentions
from language.numerals import NUMERAL

LONGEST = 40
"""Characters of a remark that may be looked at letter by letter."""
SHORT = 12
"""Characters of a remark that is a value and corrects nothing."""
MUCH = 3
"""Whoever says so much in one breath tells of something new."""
_BRAND = 4
"""Characters of a brand or a person's name that nothing else tells from talk."""
_FIELD = 5
"""«知识产权» names a field; «招不到工人» tells a problem, whichever field it is of."""
_TELLS = re.compile(r"[不没了]")
_GOES_ON = re.compile(r"[也被]|有$")
"""«欠条也有» says one thing more, though 欠条 is of a field."""
_ASKS = re.compile(
    r"[?？]|[吗呢嘛]$|怎么|咋|为什么|为啥|能不能|可不可以|是不是|有没有|行不行|哪[里个位]|到哪|[谁啥]|什么时候|多少|进展|^还?有?几[个位名]?人|了没(?:有)?[?？]?$|几时"
)
_MEASURED = re.compile(rf"{NUMERAL}(?:年|岁|[名人位]|[场次]|[件项])(?:[多吧的了]|左右)*")
"""«28年» is a number, whatever it counts."""
_SAYS_ELSE = re.compile(r"\s|\d|[一二两三四五六七八九十几]年|手机|电话|号码|学历|领域|年数|姓名")
"""Words that are the name of a unit to a reader that takes any, and surely are none: «六年 有两年在打工»."""
_WANTED = re.compile(r"(?:是|就是|其实)*(?P<wants>[要想](?!改|换|不|么|是).{2,})")
_NO_VALUE = "某某"
"""Words that are a value of nothing."""
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Meant:
    """The values that a remark gives; `rivals` are slots that claim the same words, where nothing tells them apart.

    `whole`: it says these values and nothing else.
    """

    values: Values = field(default_factory=dict)
    rivals: tuple[Slot, ...] = ()
    whole: bool = False

    def __bool__(self) -> bool:
        return bool(self.values or self.rivals)


NOTHING = Meant()


def wanted(text: str) -> str:
    """What somebody is said to want («是要租注塑机»), with the verb that tells it from a name; nothing else."""
    found = _WANTED.fullmatch(text.strip("，,。！! "))
    return found["wants"] if found else ""


def asks(text: str) -> bool:
    """Whether a text is a question of the person's own."""
    return _ASKS.search(text) is not None


def value_of(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    """An answer to one question: an option by its caption or number, else as the slot reads it."""
    if (option := option_of(talk, at, slot, text)) is not None:
        return option
    value, known = _read(talk, at, slot, text), at.values.get(slot.name)
    if value is None and slot.asks == "phone" and known:
        return with_tail(str(known), normalise(text).text)
    options = slot.choices(talk, at.values)
    if value is None and text.strip().isdecimal() and 0 < int(text) <= len(options):
        return options[int(text) - 1][1]
    return value


def _keeps_its_day(at: FormState, slot: Slot, text: str) -> bool:
    """«下午» of a day that was told says when on it, and not that it is today."""
    return slot.is_day and bool(at.values.get(slot.name)) and is_part_of_a_day(text)


def option_of(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    """The option whose caption the text is, typos forgiven; «现场» sounds like 线上, and is another option's value."""
    options = slot.choices(talk, at.values)
    caption = recognise(text, [label for label, _ in options]) if options else ""
    alike = next((value for label, value in options if caption and label == caption), None)
    read = slot.read(talk, text) if caption and not among(text, [caption]) else None
    return read if any(value == read for _, value in options) else alike


def is_said(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> bool:
    """Whether a text is a value of this slot and nothing else."""
    if option_of(talk, at, slot, text) is not None or text.strip().isdecimal():
        return True
    if len(text) > LONGEST:
        return False
    read = _reader(talk, slot)
    if isinstance(read(text), int) and _MEASURED.fullmatch(normalise(text).text):
        return True
    start, end = span(read, text)
    is_field = _is_field(read(text))
    if is_field and _tells(text[start:end]):
        return False
    return covers(text, {slot.name: (start, end)}, {} if is_field else {slot.name: read})


def meant(
    talk: ConversationContext, form: Form, at: FormState, text: str, *, corrects: bool = False
) -> Meant:
    """What a remark means: it must be short and say nothing else, unless it is known to put something right (`corrects`)."""
    told = _told(talk, form, at, text) if text.strip() else {}
    if (found := _exactly(talk, form, at, text, told)) and (corrects or _is_short(text, found)):
        return found
    if not corrects:
        return NOTHING
    return Meant(told) if told else _by_any_reader(talk, form, at, text)


def touched(talk: ConversationContext, form: Form, at: FormState, text: str) -> set[str]:
    """The slots of which the form reads anything out of a text, be it said or not."""
    return set(_told(talk, form, at, text))


def _exactly(talk: ConversationContext, form: Form, at: FormState, text: str, told: Values) -> Meant:
    if len(text) > LONGEST:
        return NOTHING
    return (
        _by_caption(talk, form, at, text)
        or _read_whole(talk, form, at, text, told)
        or _by_reader(talk, form, at, text)
    )


def _is_short(text: str, found: Meant) -> bool:
    return len(bare_of_padding(text)) <= SHORT and len(found.values) < MUCH


def _by_caption(talk: ConversationContext, form: Form, at: FormState, text: str) -> Meant:
    """«不急»: the caption of an option, though nothing was asked."""
    core = bare(bare_of_padding(text))
    found = [
        (slot, value)
        for slot in changeable(talk, form, at)
        for label, value in slot.choices(talk, at.values)
        if bare(label) == core or among(text, [label])
    ]
    return _only(found)


def _told(talk: ConversationContext, form: Form, at: FormState, text: str) -> Values:
    """What the form reads out of the remark and what it says itself."""
    slots = {slot.name: slot for slot in changeable(talk, form, at)}
    unsaid = form.unsaid(talk, text)
    return {
        name: value
        for name, value in form.read(talk, text, at.values).items()
        if name in slots
        and not _keeps_its_day(at, slots[name], text)
        and name not in unsaid
        and value is not None
        and not (value == text and _takes_anything(talk, slots[name], text))
    }


def _read_whole(talk: ConversationContext, form: Form, at: FormState, text: str, told: Values) -> Meant:
    """What was told, where the remark says nothing beside it."""
    reads = {
        slot.name: _reader(talk, slot)
        for slot in form.slots
        if slot.name in told and _agrees(slot.read(talk, text), told[slot.name], text)
    }
    if reads.keys() != told.keys() or not told:
        return NOTHING
    spans = {name: span(read, text) for name, read in reads.items()}
    fields = [text[slice(*spans[name])] for name in told if _is_field(told[name])]
    if fields and (_GOES_ON.search(text) or any(map(_tells, fields))):
        return NOTHING
    more = {name: read for name, read in reads.items() if not _is_field(told[name])}
    if not covers(text, spans, more):
        return NOTHING
    kept = outermost(spans)
    return Meant({name: value for name, value in told.items() if name in kept}, whole=True)


def _agrees(alone: Any, told: Any, text: str) -> bool:
    """Whether a slot hears in a remark what the form does, which may complete it from what was told before."""
    return alone == told or (alone is not None and alone != text and not _is_field(told))


def _by_reader(talk: ConversationContext, form: Form, at: FormState, text: str) -> Meant:
    """The slot whose own reader takes the whole remark, where the form as a whole could not."""
    core = bare_of_padding(text)
    found = [
        (slot, value)
        for slot in changeable(talk, form, at)
        if not slot.free and (value := _strictly(talk, at, slot, core)) is not None
    ]
    goes_on = _GOES_ON.search(text) is not None
    found = [(slot, value) for slot, value in found if not (goes_on and _is_field(value))]
    found = _asked_first(at, found)
    return _only([(slot, value) for slot, value in found if is_said(talk, at, slot, core)])


def _asked_first(at: FormState, found: list[tuple[Slot, Any]]) -> list[tuple[Slot, Any]]:
    """«改成周日»: rather the day, which everybody is asked for, than the last day to sign up, of which nobody spoke."""
    return [(slot, value) for slot, value in found if slot.asked or slot.name in at.values] or found


def _by_any_reader(talk: ConversationContext, form: Form, at: FormState, text: str) -> Meant:
    """«不对，是李记»: the filled slot that can read it."""
    core = bare_of_padding(text)
    found = [
        (slot, value)
        for slot in changeable(talk, form, at)
        if slot.name in at.values and not slot.free and (value := _read(talk, at, slot, core)) is not None
    ]
    tells = _SAYS_ELSE.search(core) or wanted(text)
    found = [
        (slot, value)
        for slot, value in found
        if value != core or not (tells or _is_unlike(talk, at, slot, core))
    ]
    return _only([(slot, value) for slot, value in found if value != at.values[slot.name]])


def _is_unlike(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> bool:
    """Whether words that were called by no name are no other wording of a name that was told, nor shaped as one."""
    known = at.values[slot.name]
    return (
        isinstance(known, str)
        and not set(_LETTERS.findall(known)) & set(_LETTERS.findall(text))
        and _takes_anything(talk, slot, text)
        and not mentions(text)
        and len(text) > _BRAND
    )


def _read(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    known = at.values.get(slot.name)
    if known is not None and (changed := slot.moved(talk, known, text)) is not None:
        return changed
    return None if _keeps_its_day(at, slot, text) else slot.read(talk, text)


def _strictly(talk: ConversationContext, at: FormState, slot: Slot, text: str) -> Any:
    """As the slot reads it; one that takes any words as they are is not asked."""
    value = _read(talk, at, slot, text)
    return None if value == text and _takes_anything(talk, slot, text) else value


def _takes_anything(talk: ConversationContext, slot: Slot, text: str) -> bool:
    """Whether a slot gives a text back because it takes any words; «晚上» of a slot for an hour is a value."""
    return slot.free or (_LETTERS.search(text) is not None and slot.read(talk, _NO_VALUE) == _NO_VALUE)


def _is_field(value: Any) -> bool:
    return (value[0] if value and isinstance(value, list) else value) in DOMAINS


def _tells(text: str) -> bool:
    return len(text) > _FIELD or bool(_TELLS.search(text))


def _only(found: list[tuple[Slot, Any]]) -> Meant:
    if len(found) == 1:
        return Meant({found[0][0].name: found[0][1]}, whole=True)
    return Meant(rivals=tuple(slot for slot, _ in found)) if found else NOTHING


def _reader(talk: ConversationContext, slot: Slot) -> Any:
    return lambda text: slot.read(talk, text)
