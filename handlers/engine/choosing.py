"""«Which one?»: a slot that is filled by itself where there is only one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot


def _by_choice_alone(talk: ConversationContext, text: str) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of what `found` lists. A form takes `slot`, `infer` and, with `none`, `needless` from it.

    Where there is none, the slot is passed over; with `none`, the words for that, it is asked all the same, and the
    form does not open for nothing. `read` turns what is typed into a value, as in a slot.
    """

    name: str
    label: str
    ask: str
    found: Callable[[ConversationContext], Options]
    none: str | Callable[[ConversationContext], str] = ""
    read: Callable[[ConversationContext, str], Any] = _by_choice_alone
    hint: str = "是哪一个？点一下就行。"

    @property
    def slot(self) -> Slot:
        return Slot(
            self.name,
            self.label,
            ask=self.ask,
            options=lambda talk, values: talk.once(self.found),
            when=lambda talk, values: bool(self.none or talk.once(self.found)),
            read=self.read,
            hint=self.hint,
        )

    def needless(self, talk: ConversationContext) -> str:
        """`none` where there is none, else nothing."""
        if talk.once(self.found):
            return ""
        return self.none if isinstance(self.none, str) else self.none(talk)

    def infer(self, talk: ConversationContext, values: Values) -> Values:
        found = talk.once(self.found)
        return {self.name: found[0][1]} if len(found) == 1 else {}
