"""The values of a message that puts things right: each read, checked and kept, or said not to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.engine import in_words, labels
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import is_said, value_of
from handlers.engine.listing import Listing
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from language.numerals import begins_with_figure, is_count, is_figure, recounted, refigured, remeasured
from language.retimed import moved_to, retimed, shifted

_FAULT = re.compile(r"^(?:不对|错了|不是|说错了?|写错了?|打错了?|记错了?)[,，。\s]+")
_IS = re.compile(r"^[^是,，。]{1,8}是(?=.)")


def _said_of_it(new: str, before: str, old: str) -> list[str]:
    """The words in place of `old`, and what stands behind them: of «不对 房东是涨百分之五十» for 一倍 behind 涨, «百分之五十»."""
    words = _FAULT.sub("", new)
    if words != new:
        words = _IS.sub("", words)
        ahead = before[: before.index(old)]
        lead = next((words[:size] for size in range(len(words), 0, -1) if ahead.endswith(words[:size])), "")
        words = words[len(lead) :] or words
    return words.split(maxsplit=1) or [new]


@dataclass(slots=True)
class Amended:
    """What a message puts right: `values`, and in words what it would and could not (`unheard`).

    `left`: slots that were to be put right, and were not. `rest`: what corrects nothing. `corrects`: it says that
    something is to change. `whole`: no word was passed over to find a value.
    """

    values: Values = field(default_factory=dict)
    unheard: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    corrects: bool = False
    whole: bool = True
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.values or self.unheard)


class Putting:
    """Puts values into the slots of one form. What was put last may be taken back in the same breath."""

    def __init__(self, talk: ConversationContext, form: Form, at: FormState) -> None:
        self._talk, self._form, self._at = talk, form, at
        self._slots = labels.labelled(form)
        self._asked = pending(talk, form, at)
        self._found = Amended()
        self._lists = Listing(talk, at, self._slots, self._found.values, self._found.unheard)
        self._last: tuple[Slot, str] | None = None
        self._inside: tuple[Slot, str, str] | None = None
        """The slot, its words and those in them that others took the place of last."""

    def _put(self, slot: Slot, text: str, value: Any, *, corrects: bool = True) -> bool:
        """Put a value right, or say what is wrong with it."""
        self._found.corrects = self._found.corrects or corrects
        if value is None:
            return True
        if wrong := slot.check(self._talk, value):
            self._found.left.append(slot.name)
            self._found.unheard.append(in_words.refused(slot, wrong))
        else:
            self._found.values[slot.name] = value
            self._last = (slot, text)
        return True

    def _read(self, slot: Slot, text: str) -> Any:
        return value_of(self._talk, self._at, slot, text)

    def _takes(self, slot: Slot, words: str) -> bool:
        value = self._read(slot, words)
        return value is not None and (slot.free or is_said(self._talk, self._at, slot, words))

    def _differs(self, slot: Slot, value: Any) -> bool:
        return slot.name in self._at.values and self._at.values[slot.name] != value

    def _has_place(self, slot: Slot) -> bool:
        return slot.applies(self._talk, self._at.values | {slot.name: self._at.values.get(slot.name)})

    def _stands(self, slot: Slot, value: Any) -> bool:
        """Whether the slot has the value, or a list has it among others."""
        now = self._at.values.get(slot.name)
        return bool(
            now == value or (isinstance(now, list) and isinstance(value, list) and set(value) <= set(now))
        )

    def _may_be(self, slot: Slot, text: str) -> bool:
        """A field is named and not told: «不是没签合同» speaks of no field."""
        return not slot.guessed or is_said(self._talk, self._at, slot, text)

    def _bearing(self, text: str) -> list[Slot]:
        """The slots of which a text is a value: those that have it, else those that could."""
        found = [
            (slot, value)
            for slot in self._slots
            if not slot.free and self._has_place(slot) and (value := self._read(slot, text)) is not None
        ]
        now = [slot for slot, value in found if self._stands(slot, value) and self._may_be(slot, text)]
        return now or [
            slot for slot, value in found if value != text and is_said(self._talk, self._at, slot, text)
        ]

    def _swapped(self, old: str, new: str) -> bool:
        for slot in self._bearing(old):
            if (value := self._read(slot, new)) is not None:
                return self._put(slot, new, self._lists.swap(slot, self._read(slot, old), value))
        return self._renamed(old, new) or self._spliced(self._slots, old, new)

    def _named(self, text: str) -> tuple[Slot, str] | None:
        """The slot with a list of names in which the text is one of them, or a part of one alone; and that name."""
        for slot in self._slots:
            now = self._at.values.get(slot.name)
            held = [name for name in now if text in name] if slot.free and isinstance(now, list) else []
            if len(text) > 1 and len(held) == 1 and self._has_place(slot):
                return slot, held[0]
        return None

    def _renamed(self, old: str, new: str) -> bool:
        """«不是海味佬，是海味王»: one name of a list, or the part of it that was heard wrong."""
        if not new or not (found := self._named(old)):
            return False
        slot, name = found
        rest = name.replace(old, "", 1)
        right = new if rest and rest in new else name.replace(old, new, 1)
        return self._put(slot, right, self._lists.swap(slot, [name], self._read(slot, right)))

    def _spliced(self, slots: list[Slot], old: str, new: str) -> bool:
        """«把周五改成周四»: some of the words that stand in one slot alone; «对接会改成两场» says how many of them."""
        if is_count(new) and not is_figure(old):
            return self._recounted(slots, old, new)
        if begins_with_figure(old) and begins_with_figure(new):
            return self._refigured(slots, old, new)
        found = [
            slot
            for slot in slots
            if slot.free and self._has_place(slot) and self._words(slot).count(old) == 1
        ]
        if len(found) != 1 or not old.strip() or not new:
            return self._refigured(slots, old, new)
        before, (instead, *more) = self._words(found[0]), _said_of_it(new, self._words(found[0]), old)
        self._put(found[0], instead, "，".join([before.replace(old, instead), *more]))
        self._last, self._inside = None, (found[0], before, old)
        return True

    def _within_name(self, slots: list[Slot], old: str, new: str) -> bool:
        """«厂名是大盛 不是大成» of 大成木业 and of 大盛木业: a part of a name is put right, and the rest of it stands."""
        for slot in slots:
            words = self._words(slot)
            if slot.free or slot.is_day or not words or words == old:
                continue
            right = words.replace(old, new) if old in words else words if new in words else ""
            if right and self._read(slot, right) == right:
                return self._put(slot, right, right)
        return False

    def _refigured(self, slots: list[Slot], old: str, new: str) -> bool:
        """«是13万不是12万»: a figure in the words of one slot, which may be spelt otherwise there."""
        told = [(slot, refigured(self._words(slot), old, new)) for slot in slots if slot.free and old and new]
        found = [(slot, words) for slot, words in told if words]
        return len(found) == 1 and self._put(found[0][0], new, found[0][1])

    def _recounted(self, slots: list[Slot], thing: str, count: str) -> bool:
        told = [(slot, recounted(self._words(slot), thing, count)) for slot in slots if slot.free]
        found = [(slot, words) for slot, words in told if words]
        return len(found) == 1 and self._put(found[0][0], count, found[0][1])

    def _remeasured(self, text: str) -> bool:
        """«是三个人，打错了»: the only figure of its kind in what was told."""
        slot = self._form.slot(self._form.adds)
        words = remeasured(self._words(slot), text) if slot else None
        return slot is not None and words is not None and self._put(slot, text, words)

    def _shifted(self, text: str) -> bool:
        """«推迟一周»: the day that was told, so much later."""
        days = [slot for slot in self._slots if slot.is_day and slot.name in self._at.values]
        known = (
            self._found.values.get(days[0].name, self._at.values[days[0].name]) if len(days) == 1 else None
        )
        day = shifted(date.fromisoformat(known), text) if known else None
        return day is not None and self._put(days[0], text, day.isoformat())

    def _retimed(self, text: str) -> bool:
        """«周五上午», «改成12月8号», «地点改到礼堂»: the time or the place that stands in the only words there are."""
        told = [slot for slot in self._slots if slot.free and self._words(slot)]
        before = self._words(told[0]) if len(told) == 1 else ""
        words = (retimed(before, text) or moved_to(before, text)) if before else None
        return words is not None and self._put(told[0], text, words)

    def _words(self, slot: Slot) -> str:
        value = self._found.values.get(slot.name, self._at.values.get(slot.name))
        return value if isinstance(value, str) else ""
