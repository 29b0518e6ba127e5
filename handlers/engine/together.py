"""Several things that one message told: each begun by itself, and which of them a later message speaks of."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from handlers.engine.conversation import Conversation
from handlers.engine.decide import TELLINGS
from handlers.engine.form import Form
from handlers.engine.moves import Move, Open, OpenEach, Stay, Steer, TakeUp
from handlers.engine.state import FormState
from handlers.engine.utterance import Utterance
from handlers.engine.wishes import wish_of
from language.ahead import leading
from language.in_turn import NEXT, InTurn, in_turn
from language.intents.taxonomy import FIRST, MOVES
from language.intents.wish import Wish
from language.normalise import normalise
from language.several_matters import told_apart

ONLY_ONE = "另外那件没听出来，再说一遍？一句话就行。"
SOONER = 0.5
"""The chance from which a part of a message tells a need or a service."""
ALREADY = "第 {} 条已经不在手上了。"

Told = tuple[str, str, str]
"""The entry, the intent, the words."""


def matters(conversation: Conversation, utterance: Utterance) -> OpenEach | None:
    """Begins each thing of a message whose parts surely want different forms; nothing where what is in hand asks for words."""
    parts = told_apart(utterance.text)
    if len(parts) < 2:
        return None
    day = leading(normalise(parts[0]).text)
    told = [_on_its_day(one, day) for part in parts if (one := _told(conversation, utterance, part))]
    by_entry = [
        (entry, intent, "，".join(text for *_, text in group))
        for (entry, intent), group in groupby(told, lambda one: one[:2])
    ]
    entries = {entry for entry, *_ in by_entry}
    at = conversation.current
    if len(told) < len(parts) or len(entries) < len(by_entry) or len(entries) < 2:
        return None
    if at and not (at.form in entries or conversation.at_card(at)):
        return None
    return OpenEach(tuple(sorted(by_entry, key=lambda one: one[1] != FIRST)))


def _told(conversation: Conversation, utterance: Utterance, part: str) -> Told | None:
    wish = wish_of(conversation, replace(utterance, text=part, meaning=None), alone=True)
    doubtful = conversation.current is None and _tells(wish)
    if wish.main in MOVES or not (wish.sure or doubtful):
        return None
    entry = conversation.catalogue.serving(wish.main, conversation.talk.speaker.roles, part)
    return (entry.name, wish.main, part) if isinstance(entry, Form) and entry.adds else None


def _on_its_day(told: Told, day: str) -> Told:
    """«昨天去了两家，顺便给一家讲了税»: a service besides is of the day with which the message begins."""
    entry, intent, text = told
    return (entry, intent, f"{day}{text}") if intent == "diary.log" and not leading(text) else told


def _tells(wish: Wish) -> bool:
    """Whether a part is sooner a need or a service than not: what stands beside it is another matter for sure."""
    return wish.main in TELLINGS and bool(wish.likely) and wish.likely[0][1] >= SOONER


def in_turn_of(conversation: Conversation, text: str) -> Move | None:
    """What becomes of the thing that a text names by its place among those told together."""
    named = in_turn(text)
    if named is None:
        return None
    beside = _told_together(conversation)
    if not beside:
        return _not_heard(conversation, named)
    if named.place == NEXT:
        place = next((one for one in sorted(beside) if beside[one] is not conversation.current), 0)
        return Steer("show", key=beside[place].key) if place else _not_heard(conversation, named)
    if named.place in beside:
        return _of(beside[named.place], named)
    if named.place > max(beside):
        return None  # «第三件是…» tells one more
    return _done_already(conversation, named, next(iter(beside.values())))


def _of(at: FormState, named: InTurn) -> Move:
    return TakeUp(at.key, named.said) if named.said else Steer("show", key=at.key)


def _told_together(conversation: Conversation) -> dict[int, FormState]:
    """By their places, those still under way of the message that told the latest several."""
    placed = [at for at in conversation.dialogue.stack if at.place]
    return {at.place: at for at in placed if at.since == placed[-1].since}


def _not_heard(conversation: Conversation, named: InTurn) -> Stay | None:
    if named.said or not named.is_of_matters:
        return None
    return Stay("kept" if conversation.current else "needless", ONLY_ONE)


def _done_already(conversation: Conversation, named: InTurn, beside: FormState) -> Move:
    """It was confirmed, or given up: whoever corrects it means the record."""
    akin = conversation.form_of(beside).akin if named.said else ()
    roles = conversation.talk.speaker.roles
    for code in akin:
        if entry := conversation.catalogue.serving(code, roles, named.said):
            return Open(entry.name, code)
    return Stay("kept", ALREADY.format(named.place))
