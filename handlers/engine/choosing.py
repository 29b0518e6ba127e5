"""«Which one?»: a slot that is filled by itself where there is only one, and passed over where there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of what `found` lists. A form takes `slot` and `infer` from it."""

    name: str
    label: str
    ask: str
    found: Callable[[ConversationContext], Options]

    @property
    def slot(self) -> Slot:
        return Slot(
            self.name,
            self.label,
            ask=self.ask,
            options=lambda talk, values: talk.once(self.found),
            when=lambda talk, values: bool(talk.once(self.found)),
            hint="请点一下是哪一个。",
        )

    def infer(self, talk: ConversationContext, values: Values) -> Values:
        found = talk.once(self.found)
        return {self.name: found[0][1]} if len(found) == 1 else {}
