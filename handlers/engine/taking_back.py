"""What is told in place of something else in the same breath: «三家，啊不对，四家», «把周五改成周四，哦不，周三»."""

from __future__ import annotations

import re

from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import Meant, meant
from handlers.engine.putting import Putting
from handlers.engine.spans import bare_of_padding
from handlers.engine.state import FormState
from language.amendments import Clause
from language.repairs import completed

IT_IS = re.compile(r"^(?:那?就|还|应该|其实)?是|^[改换]成|^应该")
_STOPS = "，,。.；;！! 吧"


class TakingBack(Putting):
    """Gives what was told last another value, be it put right, answered or remarked."""

    def __init__(self, talk: ConversationContext, form: Form, at: FormState) -> None:
        super().__init__(talk, form, at)
        self._remarks: list[tuple[str, Meant]] = []

    def _again(self, clause: Clause, before: str) -> bool:
        """Whether the words give another value to what was told last, be it put right, answered or remarked."""
        self._found.corrects = True
        remarked = bool(self._remarks) and before.rstrip(_STOPS).endswith(self._remarks[-1][0])
        return any(
            (remarked and self._last_remark(said))
            or self._lists.take_again(said)
            or self._last_spliced(said)
            or self._last_put(said)
            or self._last_answer(before, said)
            or self._last_remark(said)
            for said in dict.fromkeys((clause.text, clause.new or clause.text))
        )

    def _last_spliced(self, text: str) -> bool:
        """«把周五改成周四，哦不，周三»."""
        if self._inside is None or self._last:
            return False
        slot, before, old = self._inside
        self._put(slot, text, before.replace(old, text))
        self._last = None
        return True

    def _last_put(self, text: str) -> bool:
        if self._last is None:
            return False
        slot, before = self._last
        words = self._in_place_of(slot, before, text)
        return bool(words) and self._put(slot, words, self._read(slot, words))

    def _last_answer(self, before: str, text: str) -> bool:
        """Of the question that is asked."""
        if self._asked is None or self._read(self._asked, before) is None:
            return False
        words = self._in_place_of(self._asked, before, text)
        if words and self._found.rest:
            self._found.rest.pop()
        return bool(words) and self._put(self._asked, words, self._read(self._asked, words))

    def _last_remark(self, text: str) -> bool:
        before, found = self._remarks[-1] if self._remarks else ("", Meant())
        for slot in (*filter(None, map(self._form.slot, found.values)), *found.rivals):
            if words := self._in_place_of(slot, before, text):
                self._remarks.pop()
                return self._put(slot, words, self._read(slot, words))
        return False

    def _in_place_of(self, slot: Slot, before: str, text: str) -> str:
        """The words that give the slot another value, empty where they give it none."""
        said = completed(before, IT_IS.sub("", text))
        if self._takes(slot, said):
            return said
        others = meant(self._talk, self._form, self._at, said)
        is_another = others.whole and slot.name not in others.values
        spelt = () if is_another else (bare_of_padding(said), text)
        return next((one for one in spelt if one and self._takes(slot, one)), "")
