"""Corrections in a message, each of them made or said not to be: «时长改成3小时，家数改成5家», «不对，是昨天»."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from handlers.engine import in_words, labels
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import Meant, is_said, meant, touched, value_of
from handlers.engine.slots import pending
from handlers.engine.spans import bare_of_padding, is_padding
from handlers.engine.state import FormState
from language import is_small_talk
from language.amendments import Clause, clauses

ASKS = re.compile(
    r"[?？]|[吗呢嘛]$|怎么|咋|为什么|为啥|能不能|可不可以|是不是|有没有|行不行|哪[里个位]|[谁啥]|什么时候|多少|进展"
)
_TRIES = re.compile(r"改|换|错|不对|应该|不是|[多少][写记算报]")
_KEEPS = re.compile(
    r"[没无]问题|没错|不[变动错]|不用|不要改|不改|别[改动]|正确|照旧|(?<!不)对(?:的|了)?$|一样"
)
"""«日期不用改» stands beside what is to change."""
_POINTS = re.compile(r"[那这]|它|原来|上面|之前|需求|日记|申请|通知|卡片")
"""«那条需求改成线上»: what stands first is the form itself."""
_MARKED = re.compile(r"[:：=]")
_COMMA = "，"


@dataclass(slots=True)
class Amended:
    """What a message puts right: `values`, and in words what it would and could not (`unheard`).

    `rest`: what corrects nothing. `corrects`: it says that something is to change. `whole`: no word was passed over to
    find a value.
    """

    values: Values = field(default_factory=dict)
    unheard: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    corrects: bool = False
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.values or self.unheard)


def amended(talk: ConversationContext, form: Form, at: FormState, text: str) -> Amended:
    """What a message puts right of the form in hand. At a question what corrects nothing may be its answer."""
    reading = _Reading(talk, form, at)
    for clause in clauses(text, reading.words):
        reading.take(clause)
    return reading.result()


def is_all_there_is(form: Form, text: str) -> bool:
    """Whether a message only corrects, so that it cannot be meant for a question that takes any words."""
    said = clauses(text, _words(_labelled(form)))
    begins = bool(said) and said[0].corrects and not (said[0].label or said[0].old or said[0].new)
    return begins or (bool(said) and all(one.label and one.corrects for one in said))


def named(form: Form, text: str) -> tuple[Slot, str] | None:
    """The slot that a whole text names to change, and the new value: «把领域改成法律»."""
    slots = _labelled(form)
    said = clauses(text, _words(slots))
    if len(said) != 1 or not (said[0].label and said[0].corrects and said[0].new):
        return None
    return labels.called(slots, said[0].label)[0], said[0].new


def doubted(form: Form, text: str) -> Slot | None:
    """The slot that a text finds fault with, without saying what is right: «领域不对», «我要改地区»."""
    for slot in _labelled(form):
        label = "|".join(map(re.escape, sorted(labels.names(slot), key=len, reverse=True)))
        if re.fullmatch(_DOUBT.format(label=label), text):
            return slot
    return None


_DOUBT = (
    r"(?:我?想?要?|请|帮我)(?:修改|更改|改一下|改)(?:一下)?(?:{label})[吧。！!]*"
    r"|(?:{label})(?:不对|不是|错了|有错|写错了|弄错了|搞错了|记错了|不准|要改|改一下)[吧了。！!]*"
)


def _labelled(form: Form) -> list[Slot]:
    return [slot for slot in form.slots if slot.label and not slot.hidden]


def _words(slots: list[Slot]) -> frozenset[str]:
    return frozenset[str]().union(*(labels.names(slot) for slot in slots))


class _Reading:
    """Goes through the clauses of one message. `doubts` are slots called wrong, until what is right is told."""

    def __init__(self, talk: ConversationContext, form: Form, at: FormState) -> None:
        self._talk, self._form, self._at = talk, form, at
        self._asked = pending(talk, form, at)
        self._found = Amended()
        self._doubts: list[Slot] = []
        self._remarks: list[tuple[str, Meant]] = []
        self._last: tuple[Slot, str] | None = None
        self._strange = False
        """Something was to change that nobody here knows."""
        self._faulted = False
        """The clause before said that something was wrong, and no more."""

    @cached_property
    def words(self) -> frozenset[str]:
        return _words(self._slots)

    @cached_property
    def _slots(self) -> list[Slot]:
        return _labelled(self._form)

    def take(self, clause: Clause) -> None:
        faulted, self._faulted = self._faulted, False
        if clause.label and self._labelled(clause):
            return
        if clause.plain or clause.label:
            self._plain(clause, faulted)
        elif clause.old and not clause.new:
            self._denied(clause, faulted)
        else:
            self._found.corrects = True
            self._unnamed(clause)

    def result(self) -> Amended:
        """What was found, with the remarks beside it where the message corrects, or says nothing else."""
        found = self._found
        if self._asked and not found.corrects:
            self._beside_the_answer(self._asked)
        if found.corrects or all(remark for _, remark in self._remarks):
            for text, remark in self._remarks:
                self._beside(text, remark)
        if found.corrects:
            doubts = (slot for slot in self._doubts if slot.name not in found.values)
            found.unheard += [in_words.left_open(slot) for slot in doubts]
        found.whole = found.whole and (bool(found.values) or not self._strange)
        return found

    def _beside_the_answer(self, asked: Slot) -> None:
        """«3小时，5家»: beside what answers the question stands another value of what was told before."""
        others = [text for text in self._found.rest if self._read(asked, text) is None]
        if len(others) == len(self._found.rest):
            return
        for text in others:
            found = Meant() if ASKS.search(text) else meant(self._talk, self._form, self._at, text)
            if found.values and all(name in self._at.values for name in found.values):
                self._found.rest.remove(text)
                self._found.corrects = True
                self._take(text, found)

    def _labelled(self, clause: Clause) -> bool:
        """A clause that names a slot; False where it is rather a remark in which the name only stands."""
        slots = [slot for slot in labels.called(self._slots, clause.label) if self._has_place(slot)]
        if not slots:
            return self._absent(clause)
        if not clause.new:
            return self._doubt(slots, clause)
        for slot in slots:
            if (value := self._value(slot, clause)) is not None:
                return self._put(
                    slot, clause.new, value, changes=clause.corrects or self._differs(slot, value)
                )
        if clause.corrects:
            self._found.corrects = True
            self._found.unheard.append(in_words.unheard(self._talk, self._at, slots[0]))
        return clause.corrects

    def _absent(self, clause: Clause) -> bool:
        if clause.corrects:
            self._found.corrects = True
            self._unknown(in_words.absent(clause.label))
        return clause.corrects

    def _unknown(self, words: str) -> None:
        self._strange = True
        self._found.unheard.append(words)

    def _has_place(self, slot: Slot) -> bool:
        return slot.applies(self._talk, self._at.values | {slot.name: self._at.values.get(slot.name)})

    def _value(self, slot: Slot, clause: Clause) -> Any:
        if clause.old and self._read(slot, clause.old) is None:
            return None
        value = self._completed(slot, clause.new)
        if value is None or clause.corrects:
            return value
        if ASKS.search(clause.text):
            return None
        if slot.free or value == clause.new:
            return value if _MARKED.search(clause.text) else None
        return value if is_said(self._talk, self._at, slot, clause.new) else None

    def _completed(self, slot: Slot, text: str) -> Any:
        """A value; «到12月10号» is the end of the days away that begin when it was said before."""
        value = self._read(slot, text)
        told = self._form.read(self._talk, text, self._at.values).get(slot.name)
        completes = isinstance(value, str) and isinstance(told, str) and not slot.free and value in told
        return told if completes else value

    def _doubt(self, slots: list[Slot], clause: Clause) -> bool:
        if not clause.corrects and self._asked:
            return False
        self._found.corrects = self._found.corrects or clause.corrects
        self._doubts.append(slots[0])
        return True

    def _unnamed(self, clause: Clause) -> None:
        if clause.old:
            self._instead_of(clause)
        elif clause.new:
            self._instead(clause.new)
        else:
            self._faulted = True

    def _instead_of(self, clause: Clause) -> None:
        """«四小时改成五小时»: of whom the first is, the second is too."""
        for slot in self._bearing(clause.old):
            if (value := self._read(slot, clause.new)) is not None:
                self._put(slot, clause.new, value)
                return
        if is_padding(clause.old) or _POINTS.search(clause.old):
            self._instead(clause.new)
        else:
            self._unknown(in_words.unknown(clause.text))

    def _denied(self, clause: Clause, faulted: bool) -> None:
        """«不是两家»: what is right is said before or after."""
        bearing = self._bearing(clause.old)
        if not bearing:
            self._plain(clause, faulted)
            return
        self._found.corrects = True
        if bearing[0].name not in self._found.values:
            self._doubts.append(bearing[0])

    def _bearing(self, text: str) -> list[Slot]:
        """The slots of which a text is a value: those that have it, else those that could."""
        found = [
            (slot, value)
            for slot in self._slots
            if not slot.free and self._has_place(slot) and (value := self._read(slot, text)) is not None
        ]
        now = [slot for slot, value in found if self._at.values.get(slot.name) == value]
        return now or [
            slot for slot, value in found if value != text and is_said(self._talk, self._at, slot, text)
        ]

    def _instead(self, text: str) -> None:
        if self._doubted(text):
            return
        found = meant(self._talk, self._form, self._at, text, corrects=True)
        if found.values:
            self._take(text, found)
        elif found.rivals:
            self._found.unheard.append(in_words.undecided(text, found.rivals))
        elif self._asked:
            self._found.rest.append(text)
        else:
            self._unknown(in_words.unknown(text))

    def _doubted(self, text: str) -> bool:
        """Whether the text says what is right of a slot that was called wrong."""
        core = bare_of_padding(text)
        for slot in self._doubts:
            value = self._read(slot, text) if slot.free else self._read(slot, core)
            if value is not None and (slot.free or is_said(self._talk, self._at, slot, core)):
                self._doubts.remove(slot)
                return self._put(slot, text, value)
        return False

    def _plain(self, clause: Clause, faulted: bool) -> None:
        text = clause.text
        if is_padding(text) or self._joins(clause) or (not ASKS.search(text) and self._doubted(text)):
            return
        if faulted and not ASKS.search(text):
            self._instead(text)
        elif self._asked and not self._found.corrects:
            self._found.rest.append(text)
        else:
            self._remark(text)

    def _remark(self, text: str) -> None:
        found = Meant() if ASKS.search(text) else meant(self._talk, self._form, self._at, text)
        if self._last and self._last[0].free and not (found and text == bare_of_padding(text)):
            slot, before = self._last
            self._put(slot, said := f"{before}{_COMMA}{text}", self._read(slot, said))
        elif not found.values and self._asked:
            self._found.rest.append(text)
        elif not is_small_talk(text):
            self._remarks.append((text, found))

    def _joins(self, clause: Clause) -> bool:
        """«领域改成法律、税务»: one value more of the same slot."""
        if not (clause.listed and self._last) or self._read(self._last[0], clause.text) is None:
            return False
        slot, before = self._last
        value = self._read(slot, said := f"{before}、{clause.text}")
        if value is None:
            self._found.values.pop(slot.name, None)
            self._found.unheard.append(in_words.unheard(self._talk, self._at, slot))
            return True
        return self._put(slot, said, value)

    def _beside(self, text: str, remark: Meant) -> None:
        if remark.values:
            self._take(text, remark)
        elif remark.rivals:
            self._found.unheard.append(in_words.undecided(text, remark.rivals))
        elif not _KEEPS.search(text) and (_TRIES.search(text) or self._touches(text)):
            self._unknown(in_words.unknown(text))

    def _touches(self, text: str) -> bool:
        """Whether a remark speaks of something on the card, though it gives it no value."""
        names = {slot.name for slot in self._slots if any(word in text for word in labels.names(slot))}
        names |= touched(self._talk, self._form, self._at, text)
        return not names <= self._found.values.keys()

    def _take(self, text: str, found: Meant) -> None:
        self._found.whole = self._found.whole and found.whole
        for name, value in found.values.items():
            slot = self._form.slot(name)
            if slot and name not in self._found.values:
                self._put(slot, text, value, changes=False)

    def _put(self, slot: Slot, text: str, value: Any, *, changes: bool = True) -> bool:
        """Put a value right, or say what is wrong with it."""
        self._found.corrects = self._found.corrects or changes
        if value is None:
            return True
        if wrong := slot.check(self._talk, value):
            self._found.unheard.append(in_words.refused(slot, wrong))
        else:
            self._found.values[slot.name] = value
            self._last = (slot, text)
        return True

    def _differs(self, slot: Slot, value: Any) -> bool:
        return slot.name in self._at.values and self._at.values[slot.name] != value

    def _read(self, slot: Slot, text: str) -> Any:
        return value_of(self._talk, self._at, slot, text)
