"""Goes through the clauses of a message, and finds the slot and the value that each of them means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from handlers.engine import in_words, labels
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import Meant, asks, meant, touched, wanted
from handlers.engine.named_values import changes, named_value, says_it_is
from handlers.engine.putting import Amended
from handlers.engine.spans import bare_of_padding, is_padding
from handlers.engine.state import FormState
from handlers.engine.taking_back import IT_IS, TakingBack
from language import is_small_talk, regions
from language.amendments import Clause
from language.contacts import with_tail
from language.numerals import begins_with_figure, in_measure_of, number

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
_REPROACHES = re.compile(
    r"(?:刚才|刚刚|前面|上面|之前|早就).{0,6}(?:不是|没|已经|都).{0,4}(?:说|讲|写|填|给|发|告诉).{0,4}(?:吗|么|嘛)[?？]?$"
)
"""«姓名刚才不是讲过了吗» gives no name."""
_MORE_EXACTLY = re.compile(r"(?:就|应该|其实)*是(?P<said>[^，,。！!？?]{3,30}?)(?:那边|那里|的)?[吧啊。！!]*")
_PARTED = re.compile(r"(?:哦|噢|啊|哎呀?|诶|等等|[\s,，])*不是?[\s,，]+\S")
"""A blank between «不是» and what follows: the no is said, then what is right."""
_COMMA = "，"


def says_nothing(text: str) -> bool:
    """Whether words only stand beside a correction: «不好意思», «其他没问题», «谢谢»."""
    return is_padding(text) or is_small_talk(text) or bool(_BESIDE.fullmatch(text) or _KEEPS.search(text))


def _lies_in(place: Any, outer: Any) -> bool:
    known = regions.names()
    return place != outer and str(place) in known and str(outer) in known and regions.within(place, outer)


class Amending(TakingBack):
    """Goes through the clauses of one message. `doubts` are slots called wrong, until what is right is told."""

    def __init__(self, talk: ConversationContext, form: Form, at: FormState) -> None:
        super().__init__(talk, form, at)
        self._doubts: list[Slot] = []
        self._misheard = ""
        """A name, or a part of one, that was called wrong until what is right is told."""
        self._strange = False
        """Something was to change that nobody here knows."""
        self._of_absent = False
        """The clause before found fault with what is not there; what follows is its value."""
        self._faulted = False
        """The clause before said that something was wrong, and no more."""
        self._unread: list[Slot] = []
        """Slots that were called and given no value that could be read, until another clause gives them one."""

    def take(self, clause: Clause, *, instead_of: str = "") -> None:
        """`instead_of`: the words before it that it takes the place of («三家，啊不对，四家»)."""
        if _REPROACHES.search(clause.text):
            return
        faulted, self._faulted = self._faulted or bool(instead_of), False
        of_absent, self._of_absent = self._of_absent, False
        if of_absent and clause.plain:
            return
        if instead_of and not clause.label and self._again(clause, instead_of):
            return
        if self._lists.take(clause):
            self._found.corrects = True
            return
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
        self._lists.settle()
        for slot in self._unread:
            if slot.name not in found.values:
                found.left.append(slot.name)
                found.unheard.append(in_words.unheard(self._talk, self._at, slot))
        if found.corrects:
            doubts = [slot for slot in self._doubts if slot.name not in found.values]
            found.left += [slot.name for slot in doubts]
            found.unheard += [in_words.left_open(slot) for slot in doubts]
        found.whole = found.whole and (bool(found.values) or not self._strange)
        return found

    def _beside_the_answer(self, asked: Slot) -> None:
        """«3小时，5家»: beside what answers the question, or in its place, stands another value of what was told before, and nothing
        else is told."""
        others = [text for text in self._found.rest if self._read(asked, text) is None]
        answered = len(others) < len(self._found.rest)
        meanings = [
            (text, Meant() if asks(text) else meant(self._talk, self._form, self._at, text))
            for text in others
            if not says_nothing(text)
        ]
        if not all(found.values for _, found in meanings):
            return
        for text, found in meanings:
            speaks = answered or self._is_nearer(found)
            if speaks and all(name in self._at.values for name in found.values):
                self._found.rest.remove(text)
                self._found.corrects = True
                self._take(text, found)

    def _is_nearer(self, found: Meant) -> bool:
        """Whether a remark that answers nothing says no more than where exactly, within what was told: «霞山区» of 湛江."""
        told = [(value, self._at.values.get(name)) for name, value in found.values.items()]
        return found.whole and bool(told) and all(_lies_in(*one) for one in told)

    def _labelled(self, clause: Clause) -> bool:
        """A clause that names a slot; False where it is rather a remark in which the name only stands."""
        slots = self._called(clause.label)
        if not slots:
            return self._absent(clause)
        if not clause.new:
            return self._doubt(slots, clause)
        if clause.old and (
            self._spliced(slots, clause.old, clause.new) or self._within_name(slots, clause.old, clause.new)
        ):
            return True
        if found := named_value(self._talk, self._form, self._at, slots, clause):
            slot, value = found
            return self._put(slot, clause.new, value, corrects=changes(clause) or self._differs(slot, value))
        speaks = changes(clause) or (self._asked not in slots and says_it_is(clause, verb=bool(self._asked)))
        if speaks and clause.corrects and self._retimed(clause.text):
            return True
        if speaks:
            self._found.corrects = True
            self._unread.append(slots[0])
        return speaks

    def _called(self, word: str) -> list[Slot]:
        """The slots that bear the name; of several with it besides their own, those first that were told."""
        slots = [slot for slot in labels.called(self._slots, word) if self._has_place(slot)]
        told = self._at.values
        return sorted(slots, key=lambda one: (labels.label(one) != word, one.free, one.name not in told))

    def _absent(self, clause: Clause) -> bool:
        """What the card does not have by name, it may have as a value: «企业改成工作站»."""
        if clause.corrects and clause.new and self._retimed(clause.text):
            return True
        if clause.corrects:
            self._found.corrects = True
            if not (clause.new and self._swapped(clause.label, clause.new)):
                free = [slot for slot in self._slots if slot.free and self._has_place(slot)]
                self._unknown(in_words.absent(clause.label, free))
                self._of_absent = not clause.new
        return clause.corrects

    def _unknown(self, words: str) -> None:
        self._strange = True
        self._found.unheard.append(words)

    def _doubt(self, slots: list[Slot], clause: Clause) -> bool:
        if self._asked and not (clause.corrects or self._found.corrects):
            return False
        self._found.corrects = self._found.corrects or clause.corrects
        told = [slot for slot in slots if slot.name in self._at.values]
        self._doubts.append((told or slots)[0])
        return True

    def _unnamed(self, clause: Clause) -> None:
        if clause.old:
            self._instead_of(clause)
        elif clause.new:
            self._instead(wanted(clause.text) or clause.new)
        else:
            self._faulted = True

    def _instead_of(self, clause: Clause) -> None:
        """«四小时改成五小时»: of whom the first is, the second is too."""
        if self._vaguely(clause) or self._of_its_measure(clause) or self._swapped(clause.old, clause.new):
            return
        if is_padding(clause.old) or _POINTS.search(clause.old):
            self._instead(clause.new)
        elif not self._retimed(clause.text):
            self._unknown(in_words.unknown(clause.text))

    def _of_its_measure(self, clause: Clause) -> bool:
        """«不是四十是五十分钟»: the right one alone says of what it is."""
        if number(clause.old) is None or number(clause.new) is not None:
            return False
        found = meant(self._talk, self._form, self._at, clause.new, corrects=True)
        if found.whole:
            self._take(clause.new, found)
        return found.whole and bool(found.values)

    def _vaguely(self, clause: Clause) -> bool:
        """«不是四十分钟是五十多分钟»: a figure that was told is called wrong, and the right one is no value."""
        if not (begins_with_figure(clause.old) and begins_with_figure(clause.new)):
            return False
        if any(self._read(slot, clause.new) is not None for slot in self._slots if not slot.free):
            return False
        old = in_measure_of(clause.old, clause.new)
        told = [slot for slot in self._bearing(old) if slot.name in self._at.values]
        self._unread += told[:1]
        return bool(told)

    def _denied(self, clause: Clause, faulted: bool) -> None:
        """«不是两家»: what is right is said before or after."""
        bearing = self._bearing(clause.old)
        if not bearing and self._named(clause.old):
            self._misheard, self._found.corrects = clause.old, True
            return
        if not bearing and _PARTED.match(clause.text) and self._retaken(clause.old):
            return
        if not bearing:
            self._plain(clause, faulted=False)
            self._faulted = faulted
            return
        self._found.corrects = True
        if bearing[0].name not in self._found.values and not self._said_before(bearing[0]):
            self._doubts.append(bearing[0])

    def _retaken(self, text: str) -> bool:
        """«哦不是 13877778889»: what stands behind the blank is right, where a slot can read nothing else in it."""
        found = meant(self._talk, self._form, self._at, text, corrects=True)
        if not found.values or not found.whole:
            return False
        self._found.corrects = True
        self._take(text, found, anew=True)
        return True

    def _said_before(self, slot: Slot) -> bool:
        """«十年，不是八年»: what is right was said first."""
        for texts in (self._found.rest, [text for text, _ in self._remarks]):
            if texts and self._takes(slot, texts[-1]):
                self._remarks = [one for one in self._remarks if one[0] != texts[-1]]
                self._found.rest = [one for one in self._found.rest if one != texts[-1]]
                return self._put(slot, texts[-1], self._read(slot, texts[-1]))
        return False

    def _instead(self, text: str, *, anew: bool = False) -> None:
        """`anew`: whatever was said of it before in the same breath."""
        if self._doubted(text) or self._tail_put(text):
            return
        found = meant(self._talk, self._form, self._at, text, corrects=True)
        guessed = all(slot.guessed for name in found.values if (slot := self._form.slot(name)))
        if (guessed and self._noted(text)) or found.values:
            self._take(text, found, anew=anew)
        elif found.rivals:
            self._of_rivals(text, found.rivals)
        elif self._remeasured(text) or self._retimed(text):
            return
        elif self._asked:
            self._found.rest.append(text)
        else:
            self._unknown(in_words.unknown(text))

    def _noted(self, text: str) -> bool:
        """«不是，是要租设备» of a matter that was told: it stands behind that, and in the place of nothing."""
        slot = self._form.slot(self._form.adds)
        told = self._words(slot) if slot else ""
        wants = wanted(text)
        if slot is None or not told or not wants:
            return False
        return self._put(slot, text, f"{told}（后来改说：{wants}）")

    def _of_rivals(self, text: str, rivals: Sequence[Slot]) -> None:
        """Of several slots that take the words, the one that was just called wrong: «职称写错了，其实是高级会计师»."""
        doubted = [slot for slot in self._doubts if slot in rivals]
        if len(doubted) == 1:
            self._doubts.remove(doubted[0])
            self._put(doubted[0], text, self._read(doubted[0], text))
        else:
            self._found.unheard.append(in_words.undecided(text, rivals))

    def _tail_put(self, text: str) -> bool:
        """«尾号是1112»: the end of a telephone that was told."""
        phones = [slot for slot in self._slots if slot.asks == "phone" and slot.name in self._at.values]
        known = str(self._at.values[phones[0].name]) if len(phones) == 1 else ""
        number = with_tail(known, text) if known else None
        return number is not None and self._put(phones[0], text, number)

    def _doubted(self, text: str) -> bool:
        """Whether the text says what is right of a slot that was called wrong."""
        said = IT_IS.sub("", text)
        misheard, self._misheard = self._misheard, ""
        if misheard and self._renamed(misheard, said.strip()):
            return True
        for slot in self._doubts:
            words = next((one for one in (said, bare_of_padding(said)) if self._takes(slot, one)), None)
            if words is not None:
                self._doubts.remove(slot)
                return self._put(slot, words, self._read(slot, words))
        return False

    def _plain(self, clause: Clause, faulted: bool) -> None:
        text = clause.text
        if self._joins(clause) or (not asks(text) and self._doubted(text)) or is_padding(text):
            return
        if not asks(text) and (self._shifted(text) or self._widened(text)):
            return
        if faulted and not asks(text):
            self._instead(text, anew=True)
        elif self._asked and not self._found.corrects:
            self._found.rest.append(text)
        else:
            self._remark(text)

    def _widened(self, text: str) -> bool:
        """«是赤坎商贸孵化器二楼»: what stands in one slot, told more exactly."""
        found = _MORE_EXACTLY.fullmatch(text)
        if self._asked or not found:
            return False
        said = found["said"]
        wider = [
            slot
            for slot in self._slots
            if len(self._words(slot)) > 1 and self._words(slot) in said != self._words(slot)
        ]
        value = self._read(wider[0], said) if len(wider) == 1 and not wider[0].is_day else None
        return isinstance(value, str) and self._words(wider[0]) in value and self._put(wider[0], said, value)

    def _remark(self, text: str) -> None:
        found = Meant() if asks(text) else meant(self._talk, self._form, self._at, text)
        alone = (found and text == bare_of_padding(text)) or says_nothing(text)
        if not (found or self._asked or self._last or self._form.adds) and self._retimed(text):
            return
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

    def _take(self, text: str, found: Meant, *, anew: bool = False) -> None:
        self._found.whole = self._found.whole and found.whole
        for name, value in found.values.items():
            slot = self._form.slot(name)
            if slot and (anew or name not in self._found.values):
                self._put(slot, text, value, corrects=False)
