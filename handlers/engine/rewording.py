"""A new wording of an earlier message: what differs in it is corrected in the form that the message filled.

Of each message that fills a form is kept what it said, which slots it filled («slots»), and whether it began the form
(«first»), under the vendor's id. Of a message that waits in no form an edit changes nothing, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any

from handlers.engine.answer import Answer, Fit, read_answer
from handlers.engine.context import ConversationContext, Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.kinds import value_of
from handlers.engine.moves import Move, Reword, Stay
from handlers.engine.pieces import STOPS
from handlers.engine.state import Dialogue, FormState
from handlers.engine.utterance import Utterance
from storage.queries.delivery.inbox import wording_before

MOST_KEPT = 12
"""Messages of one form of which an edit is known."""
Filled = Mapping[int, tuple[int, Values]]


def move_of(conversation: Conversation, utterance: Utterance) -> Move | None:
    """What a new wording does; None where the message is none. A change that nobody made is passed over."""
    if not utterance.edits or (utterance.text and utterance.unreadable):
        return None
    held = [at for at in conversation.dialogue.stack if utterance.edits in at.messages]
    before = held[0].messages[utterance.edits]["text"] if held else _heard(conversation.talk, utterance)
    if before == utterance.text or _heard(conversation.talk, utterance) == utterance.text:
        return Stay("same")
    if utterance.text and held and (len(held) > 1 or held[0].place):
        return _each_reworded(conversation.talk, conversation.form_of(held[0]), held, utterance)
    if len(held) != 1 or not utterance.text:
        return Reword()
    return _reworded(conversation.talk, conversation.form_of(held[0]), held[0], utterance)


def filled(dialogue: Dialogue) -> Filled:
    """How far each form is filled, before a message is heard."""
    return {at.key: (at.turn, dict(at.values)) for at in dialogue.stack}


def remember(dialogue: Dialogue, before: Filled, utterance: Utterance) -> None:
    """Keep the message with every form that it filled, and with the one that it began though it filled nothing."""
    if not utterance.name or not utterance.text:
        return
    began = min((at.key for at in dialogue.stack if at.key not in before), default=None)
    for at in dialogue.stack:
        turn, values = before.get(at.key, (-1, {}))
        said = at.values.keys() - set(at.inferred)
        slots = [name for name in at.values if name in said and values.get(name) != at.values[name]]
        if at.turn != turn and (slots or at.key == began):
            _keep(at, utterance, slots, first=at.key not in before)


def _keep(at: FormState, utterance: Utterance, slots: list[str], *, first: bool) -> None:
    known = at.messages.pop(utterance.name, {"slots": [], "first": first})
    slots = list(dict.fromkeys([*known["slots"], *slots]))
    at.messages[utterance.name] = known | {"text": utterance.text, "slots": slots}
    while len(at.messages) > MOST_KEPT:
        at.messages.pop(next(iter(at.messages)))


def _heard(talk: ConversationContext, utterance: Utterance) -> str | None:
    return wording_before(talk.work, talk.speaker.account_id, utterance.edits)


def _reworded(talk: ConversationContext, form: Form, at: FormState, utterance: Utterance) -> Reword:
    known = at.messages[utterance.edits]
    text = _with_what_came_before(known["text"], _heard(talk, utterance), utterance.text)
    if not known["first"]:
        again = read_answer(talk, form, at, text)
        if again.corrects:
            return Reword(at.key, again)
        return Reword(at.key, _answered_anew(talk, form, at, known["slots"], text))
    return _told_anew(talk, form, at, known["text"], text)


def _each_reworded(
    talk: ConversationContext, form: Form, held: list[FormState], utterance: Utterance
) -> Reword:
    """Of several things that one message told, those that it tells otherwise now; nothing where it tells another number of them."""
    told = held[0].messages[utterance.edits]["text"]
    before, after = form.several(talk, told), form.several(talk, utterance.text)
    if any(at.form != form.name or not 0 < at.place <= len(before) for at in held) or len(before) != len(
        after
    ):
        return Reword()
    changed = [
        one
        for at in held
        if (one := _part_told_anew(form, at, before[at.place - 1], after[at.place - 1])).answer.values
        or one.gone
    ]
    return replace(changed[0], others=tuple(changed[1:])) if changed else Reword(held[-1].key)


def _part_told_anew(
    form: Form, at: FormState, was: tuple[Values, Set[str]], now: tuple[Values, Set[str]]
) -> Reword:
    """What reads otherwise than before, since much may have been put right meanwhile."""
    (before, _), (after, unsaid) = was, now
    values = {name: value for name, value in after.items() if before.get(name) != value and form.slot(name)}
    gone = tuple(name for name in before if name not in after and at.values.get(name) == before[name])
    return Reword(at.key, Answer(values, unsaid & values.keys(), fit=Fit.WHOLE), gone)


def _with_what_came_before(told: str, was: str | None, text: str) -> str:
    """Of what was read together with an earlier message («昨天下午» «给两家讲税»), only the part that is edited changes."""
    tail = (was or "").lstrip(STOPS)
    return told[: -len(tail)] + text if tail and told != was and told.endswith(tail) else text


def _answered_anew(
    talk: ConversationContext, form: Form, at: FormState, names: list[str], text: str
) -> Answer:
    """The answer to a question in other words; one that filled several slots is read for these again."""
    slots = [slot for name in names if (slot := form.slot(name))]
    if len(slots) == 1:
        found = {slots[0].name: value_of(talk, at, slots[0], text)}
    else:
        told = form.read(talk, text, {})
        found = {slot.name: told.get(slot.name) for slot in slots}
    read = [slot for slot in slots if found[slot.name] is not None]
    wrongs = {slot.name: slot.check(talk, found[slot.name]) for slot in read}
    wrong = next(filter(None, wrongs.values()), "" if read or not slots else slots[0].hint)
    return Answer({name: found[name] for name, why in wrongs.items() if not why}, wrong=wrong, fit=Fit.WHOLE)


def _told_anew(talk: ConversationContext, form: Form, at: FormState, was: str, text: str) -> Reword:
    """A telling in other words: only what reads otherwise than before, since much may have been put right meanwhile."""
    given: dict[str, Any] = {name: at.values[name] for name in form.given if name in at.values}
    before = read_answer(talk, form, FormState(form.name, form.version, 0, dict(given)), was).values
    after = read_answer(talk, form, FormState(form.name, form.version, 0, dict(given)), text)
    values = {name: value for name, value in after.values.items() if before.get(name) != value}
    gone = tuple(name for name in before if name not in after.values and at.values.get(name) == before[name])
    return Reword(at.key, Answer(values, after.inferred & values.keys(), after.wrong, Fit.WHOLE), gone)
