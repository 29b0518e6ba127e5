"""The cards that people look at, and how they would put right what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from handlers.engine import labels
from handlers.engine.answer import Answer, read_answer
from handlers.engine.context import ConversationContext
from handlers.engine.form import Form, Slot
from handlers.engine.kinds import is_said, value_of
from handlers.engine.slots import changeable, pending
from handlers.engine.state import FormState
from storage.queries.people.speakers import by_account
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage
from tests.handlers.ways import FORMS, Place, Places

T = TypeVar("T")
SAID = (
    "3小时",
    "一个半小时",
    "下午两点到四点",
    "5家",
    "十二家",
    "昨天",
    "2月20日",
    "4月18日",
    "下周五",
    "霞山",
    "湛江市坡头区",
    "13911112222",
    "138 0000 5555",
    "法律",
    "税务",
    "线上",
    "上门",
    "2027",
    "6",
    "周末",
    "到3月9日",
    "岭南师范学院",
    "欧阳小雨",
)
"""Values as people write them: each slot takes those that it reads."""
WORDS = ("先到二楼找前台登记", "讲了用工风险和社保缴纳")
"""For slots that take any words."""


_PARTS = re.compile(r"[，,；;。：（…]")
"""A caption with one of these is tapped: typed as a value it is taken for two clauses."""


@dataclass(frozen=True)
class Change:
    """A new value of a slot in somebody's words, and the names that it may be called by without being taken for another."""

    slot: Slot
    said: str
    value: Any
    names: tuple[str, ...]


@dataclass(frozen=True)
class OpenCard:
    """A card as it lies before somebody."""

    stage: Stage
    place: Place

    @property
    def form(self) -> Form:
        return self.place.form

    @property
    def at(self) -> FormState:
        return self.place.standing

    def read(self, text: str) -> Answer:
        """What a message would change; nothing is written."""
        return self._with(lambda talk: read_answer(talk, self.form, self.at, text))

    def changes(self) -> list[Change]:
        """Every change that one could ask for, of each slot that the card shows and somebody can say."""
        return self._with(self._changes)

    def _changes(self, talk: ConversationContext) -> list[Change]:
        slots = changeable(talk, self.form, self.at)
        found = []
        for slot in slots:
            names = tuple(one for one in sorted(labels.names(slot)) if labels.called(slots, one) == [slot])
            captions = [one for one, _ in slot.choices(talk, self.at.values) if not _PARTS.search(one)]
            for said in WORDS if slot.free else (*SAID, *captions):
                value = value_of(talk, self.at, slot, said)
                if names and self._would_change(talk, slot, said, value):
                    found.append(Change(slot, said, value, names))
        return found

    def answers(self) -> list[Change]:
        """Every answer in words to the question that is asked."""
        return self._with(self._answers)

    def _answers(self, talk: ConversationContext) -> list[Change]:
        slot = pending(talk, self.form, self.at)
        if slot is None or slot.verbatim:
            return []
        captions = [one for one, _ in slot.choices(talk, self.at.values) if not _PARTS.search(one)]
        told = [
            (said, value_of(talk, self.at, slot, said))
            for said in (WORDS if slot.free else (*SAID, *captions))
        ]
        return [
            Change(slot, said, value, ())
            for said, value in told
            if value is not None and not slot.check(talk, value) and self._is_told(talk, slot, said, value)
        ]

    def _would_change(self, talk: ConversationContext, slot: Slot, said: str, value: Any) -> bool:
        good = value is not None and not slot.check(talk, value) and value != self.at.values.get(slot.name)
        return good and self._is_told(talk, slot, said, value)

    def _is_told(self, talk: ConversationContext, slot: Slot, said: str, value: Any) -> bool:
        return slot.free or (said != value and is_said(talk, self.at, slot, said))

    def _with(self, job: Callable[[ConversationContext], T]) -> T:
        app = self.stage.app

        def run(work: UnitOfWork) -> T:
            speaker = by_account(work, "web", self.place.role)
            assert speaker
            return job(ConversationContext(work, speaker, app.clock.now(), app.rules))

        return app.database.write(run).result()


def open_cards(stage: Stage, places: Places) -> dict[str, OpenCard]:
    """The card of every form that has one."""
    last = {name: places(name)[-1] for name, form in FORMS.items() if form.card and places(name)}
    return {name: OpenCard(stage, place) for name, place in last.items() if place.shown[-1].card}


def open_questions(stage: Stage, places: Places, name: str) -> list[OpenCard]:
    """The questions on a form's way, each as it lies before somebody."""
    return [OpenCard(stage, place) for place in places(name) if not place.shown[-1].card]
