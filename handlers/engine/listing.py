"""Lists put right within one message: «领域不要税务，加上法律», «人力资源不要了，换成管理咨询», «只留财税»."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from handlers.engine import in_words, labels
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Slot
from handlers.engine.kinds import is_said, value_of
from handlers.engine.state import FormState
from language.amendments import Clause
from language.domains import DOMAINS
from language.domains import label as domain_name
from language.list_changes import Told, Way, applied, read


@dataclass(slots=True)
class Listing:
    """The lists of a form as they stand after each clause. `values` are those that the message has put right so far."""

    talk: ConversationContext
    at: FormState
    slots: list[Slot]
    values: Values
    unheard: list[str] = field(default_factory=list)
    _last: tuple[Slot, Way, list[Any]] | None = None
    """The list changed last, how, and what it was before."""
    _dropped: Slot | None = None
    """A slot for one value, that is not to have the one it has: another is to be told."""

    def take(self, clause: Clause) -> bool:
        """Whether a clause says that a list is to grow or shrink."""
        last, self._last = self._last, None
        if clause.listed and last and not clause.label:
            return self._change(last[0], last[1], clause.text)
        if not clause.label and not clause.old and clause.corrects and last and last[1] == "drops":
            return self._change(last[0], "adds", clause.new)
        if clause.label and clause.corrects:
            return False
        told = (read(clause.new) if clause.label else None) or read(clause.text)
        if told is None:
            return False
        slot = self._slot(clause, told)
        if slot is None:
            return self._single(clause, told)
        return self._change(slot, told.way, told.what)

    def choose(self, told: Told) -> bool:
        """Whether a list that a whole message chooses from is known; it is then as told."""
        slot = self._slot(Clause(told.what), told)
        return slot is not None and self._change(slot, told.way, told.what)

    def _single(self, clause: Clause, told: Told) -> bool:
        """«人力资源不要了，加上管理咨询» where there is room for one: the other takes its place."""
        named = labels.called(self.slots, clause.label) if clause.label else self.slots
        for slot in named:
            now, value = self.at.values.get(slot.name), value_of(self.talk, self.at, slot, told.what)
            if not slot.guessed or now is None or isinstance(now, list) or value is None:
                continue
            by_name = value in DOMAINS and domain_name(value) == told.what
            if not (by_name or is_said(self.talk, self.at, slot, told.what)):
                continue
            return self._put_single(slot, told, now, value)
        return False

    def _put_single(self, slot: Slot, told: Told, now: Any, value: Any) -> bool:
        if told.way == "drops":
            self._dropped = slot if value == now else self._dropped
            self.unheard += [] if value == now else [in_words.lacks(slot, told.what)]
        elif told.way == "keeps" or self._dropped is slot:
            self.values[slot.name], self._dropped = value, None
        elif value != now:
            self.unheard.append(in_words.only_one(self.talk, self.at, slot))
        return True

    def take_again(self, text: str) -> bool:
        """Whether words stand in place of what the list was to have more or less: «加上法律，哦不，税务»."""
        if self._last is None or (said := self._read(self._last[0], text)) is None:
            return False
        slot, way, before = self._last
        self.values[slot.name] = applied(way, before, said)
        return True

    def swap(self, slot: Slot, old: Any, new: Any) -> Any:
        """«法律换成税务» of a list of several: one of them gives way."""
        before = self._before(slot)
        several = before and isinstance(old, list) and isinstance(new, list) and set(old) < set(before)
        if before is None or not several:
            return new
        return list(dict.fromkeys(two for one in before for two in (new if one in old else [one])))

    def settle(self) -> None:
        """A list of which nothing is left stays as it was, and so does the only value there may be."""
        if self._dropped and self._dropped.name not in self.values:
            self.unheard.append(in_words.emptied(self._dropped))
        for slot in self.slots:
            if self.values.get(slot.name) == []:
                del self.values[slot.name]
                self.unheard.append(in_words.emptied(slot))

    def _slot(self, clause: Clause, told: Told) -> Slot | None:
        named = labels.called(self.slots, clause.label) if clause.label else self.slots
        lists = [
            slot
            for slot in named
            if self._before(slot) is not None and self._read(slot, told.what) is not None
        ]
        return next((slot for slot in lists if clause.label or not slot.free), None)

    def _before(self, slot: Slot) -> list[Any] | None:
        """The list as it is now; None where nobody told one, or the slot takes none."""
        found: Any = self.values.get(slot.name, self.at.values.get(slot.name))
        return found if isinstance(found, list) else None

    def _read(self, slot: Slot, text: str) -> list[Any] | None:
        value: Any = value_of(self.talk, self.at, slot, text)
        said = slot.free or is_said(self.talk, self.at, slot, text)
        return value if isinstance(value, list) and said else None

    def _change(self, slot: Slot, way: Way, text: str) -> bool:
        said, before = self._read(slot, text), self._before(slot)
        if said is None or before is None:
            return False
        self._last = slot, way, before
        after = applied(way, before, said)
        if way == "drops" and after == before:
            self.unheard.append(in_words.lacks(slot, text))
        elif wrong := slot.check(self.talk, after):
            self.unheard.append(in_words.refused(slot, wrong))
        else:
            self.values[slot.name] = after
        return True
