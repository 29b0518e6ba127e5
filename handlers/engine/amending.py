"""Goes through the clauses of a message, and finds the slot and the value that each of them means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from handlers.engine import in_words, labels
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import Meant, asks, is_said, meant, touched, value_of
from handlers.engine.named_values import changes, named_value
from handlers.engine.slots import pending
from handlers.engine.spans import bare_of_padding, is_padding
from handlers.engine.state import FormState
from language import is_small_talk
from language.amendments import Clause

_TRIES = re.compile(r"改|换|错|不对|应该|不是|[多少][写记算报]")
_KEEPS = re.compile(
    r"[没无]问题|没错|不[变动错]|不用|不要改|不改|别[改动]|正确|照旧|(?<!不)对(?:的|了)?$|一样"
)
"""«日期不用改» stands beside what is to change."""
_BESIDE = re.compile(
    r"(?:哦|噢|啊|真是|实在|不好意思|抱歉|对不起|麻烦您?了?|辛苦了?|谢谢您?|我?看错行?了?|刚才|[\s，,。！!])+"
)
_POINTS = re.compile(r"[那这]|它|原来|上面|之前|需求|日记|申请|通知|卡片")
"""«那条需求改成线上»: what stands first is the form itself."""
_IT_IS = re.compile(r"^(?:那?就|应该|其实)?是")
_COMMA = "，"


def says_nothing(text: str) -> bool:
    """Whether words only stand beside a correction: «不好意思», «其他没问题», «谢谢»."""
    return is_padding(text) or is_small_talk(text) or bool(_BESIDE.fullmatch(text) or _KEEPS.search(text))


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


class Amending:
    """Goes through the clauses of one message. `doubts` are slots called wrong, until what is right is told."""

    def __init__(self, talk: ConversationContext, form: Form, at: FormState) -> None:
        self._talk, self._form, self._at = talk, form, at
        self._slots = labels.labelled(form)
        self._asked = pending(talk, form, at)
        self._found = Amended()
        self._doubts: list[Slot] = []
        self._remarks: list[tuple[str, Meant]] = []
        self._last: tuple[Slot, str] | None = None
        self._strange = False
        """Something was to change that nobody here knows."""
        self._faulted = False
        """The clause before said that something was wrong, and no more."""

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
        if found.corrects:
            found.rest = [text for text in found.rest if not says_nothing(text)]
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
            found = Meant() if asks(text) else meant(self._talk, self._form, self._at, text)
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
        if found := named_value(self._talk, self._form, self._at, slots, clause):
            slot, value = found
            return self._put(slot, clause.new, value, corrects=changes(clause) or self._differs(slot, value))
        if changes(clause):
            self._found.corrects = True
            self._found.unheard.append(in_words.unheard(self._talk, self._at, slots[0]))
        return changes(clause)

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

    def _doubt(self, slots: list[Slot], clause: Clause) -> bool:
        if self._asked and not (clause.corrects or self._found.corrects):
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
        said = _IT_IS.sub("", text)
        for slot in self._doubts:
            words = next((one for one in (said, bare_of_padding(said)) if self._takes(slot, one)), None)
            if words is not None:
                self._doubts.remove(slot)
                return self._put(slot, words, self._read(slot, words))
        return False

    def _takes(self, slot: Slot, words: str) -> bool:
        value = self._read(slot, words)
        return value is not None and (slot.free or is_said(self._talk, self._at, slot, words))

    def _plain(self, clause: Clause, faulted: bool) -> None:
        text = clause.text
        if self._joins(clause) or (not asks(text) and self._doubted(text)) or is_padding(text):
            return
        if faulted and not asks(text):
            self._instead(text)
        elif self._asked and not self._found.corrects:
            self._found.rest.append(text)
        else:
            self._remark(text)

    def _remark(self, text: str) -> None:
        found = Meant() if asks(text) else meant(self._talk, self._form, self._at, text)
        alone = (found and text == bare_of_padding(text)) or says_nothing(text)
        if self._last and self._last[0].free and not alone:
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
                self._put(slot, text, value, corrects=False)

    def _put(self, slot: Slot, text: str, value: Any, *, corrects: bool = True) -> bool:
        """Put a value right, or say what is wrong with it."""
        self._found.corrects = self._found.corrects or corrects
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
