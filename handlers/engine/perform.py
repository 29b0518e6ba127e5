"""One function a move; only here, and in what is called from here, something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from actions.complaints.handover import relay
from handlers.engine import fill, moves, pieces, rewording, tokens
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.steering import steer
from handlers.engine.taps import tap
from handlers.engine.tokens import read as read_token
from handlers.engine.utterance import Utterance
from handlers.message import Choice, Reply
from language.small_talk import takes_leave
from programme.delivery import may_go_at
from programme.roles import ENTERPRISE, HOLDERS

KEPT_FOR_MORNING = "记下了，早上 8 点后送到工作人员那里。"
WHICH_ONE = "「{}」说的是哪一件？"
UNMOVED = "改了前面的话，已经办的不会跟着变。要改什么，请再发一条直接说。"
UNMOVED_HERE = "改了前面的话，这里不会跟着变。要改哪里，直接说就行。"
NOTHING_ELSE = "改过的话我看了，这里没有别的变化。"
_MENDS = ((HOLDERS, "修改日记", "amend"), (ENTERPRISE, "我的需求", "my_needs"))
TALK_OVER = "和工作人员的对话已经结束，有事直接说。"
Performed = Callable[[Conversation, Utterance, Any], list[Reply]]


def perform(conversation: Conversation, utterance: Utterance, move: moves.Move) -> list[Reply]:
    """Do what was decided, and remember whether the message was understood."""
    dialogue = conversation.dialogue
    missed = isinstance(move, moves.Clarify | moves.HandOver)
    if not isinstance(move, moves.Tap):
        dialogue.misses, dialogue.unclear = (dialogue.misses + 1, utterance.text) if missed else (0, "")
    alone = missed and conversation.current is None
    dialogue.unclear_at = conversation.talk.now.isoformat() if alone else ""
    if not isinstance(move, moves.Tap | moves.Steer) and conversation.current:
        conversation.current.beside = ""
    before = rewording.filled(dialogue)
    replies = _PERFORM[type(move)](conversation, utterance, move)
    rewording.remember(dialogue, before, utterance)
    return replies


def _tap(conversation: Conversation, utterance: Utterance, move: moves.Tap) -> list[Reply]:
    return tap(conversation, read_token(move.token))


def _steer(conversation: Conversation, utterance: Utterance, move: moves.Steer) -> list[Reply]:
    return steer(conversation, move.word, move.slot)


def _fill(conversation: Conversation, utterance: Utterance, move: moves.Fill) -> list[Reply]:
    at = conversation.current
    assert at
    fill.fill(conversation.talk, conversation.form_of(at), at, move.answer)
    return conversation.go_on(at, move.answer.lead or move.answer.wrong)


def _add(conversation: Conversation, utterance: Utterance, move: moves.Add) -> list[Reply]:
    return pieces.add(conversation, move)


def _reword(conversation: Conversation, utterance: Utterance, move: moves.Reword) -> list[Reply]:
    """What differs is put right; of what is done already the person hears how to correct it."""
    at = next((at for at in conversation.dialogue.stack if at.key == move.key), None)
    if at is None:
        here = conversation.current
        return conversation.go_on(here, UNMOVED_HERE) if here else [_unmoved(conversation)]
    for name in move.gone:
        at.drop(name)
        at.turn += 1
    fill.fill(conversation.talk, conversation.form_of(at), at, move.answer)
    conversation.dialogue.front(at)
    nothing = "" if move.gone or move.answer.values else NOTHING_ELSE
    return conversation.go_on(at, move.answer.wrong or nothing)


def _unmoved(conversation: Conversation) -> Reply:
    roles = conversation.talk.speaker.roles
    ways = [Choice(caption, tokens.start(name)) for those, caption, name in _MENDS if those & roles]
    return Reply(UNMOVED, choices=tuple(ways))


def _prompt(conversation: Conversation, utterance: Utterance, move: moves.AnswerPrompt) -> list[Reply]:
    form = conversation.catalogue.forms[move.form]
    return conversation.answer_prompt(form, move.ref, move.intent, move.said or utterance.text)


def _which(conversation: Conversation, utterance: Utterance, move: moves.Which) -> list[Reply]:
    return [Reply(WHICH_ONE.format(utterance.text), choices=move.choices)]


def _open(conversation: Conversation, utterance: Utterance, move: moves.Open) -> list[Reply]:
    entry = conversation.catalogue.entry(move.entry)
    if move.another and isinstance(entry, Form):
        return conversation.another(entry, entry.one_more(utterance.text) or "")
    if not move.told:
        return conversation.start(entry)
    return conversation.begin(entry, move.intent, utterance.text, move.also, move.about)


def _clarify(conversation: Conversation, utterance: Utterance, move: moves.Clarify) -> list[Reply]:
    if conversation.current:
        return _asked_again(conversation, conversation.current, utterance.text)
    return [conversation.catalogue.help.lost(conversation, utterance.text, move.intents)]


def _asked_again(conversation: Conversation, at: FormState, text: str) -> list[Reply]:
    if offer := pieces.offer(conversation, at, text):
        return conversation.go_on(at, offer)
    slot = pending(conversation.talk, conversation.form_of(at), at)
    return conversation.go_on(at, (slot.hint or "没太听明白。") if slot else "没听出要改什么。")


def _hand_over(conversation: Conversation, utterance: Utterance, move: moves.HandOver) -> list[Reply]:
    """With a form in hand its question stands as it is, and a human is offered beside it."""
    offered = conversation.catalogue.help.hand_over(conversation, move.intents)
    if conversation.current is None:
        return [offered]
    *before, asked = _asked_again(conversation, conversation.current, utterance.text)
    return [*before, replace(asked, choices=(*asked.choices, *offered.choices[:1]))]


def _relay(conversation: Conversation, utterance: Utterance, move: moves.Relay) -> list[Reply]:
    talk = conversation.talk
    heard = relay(talk.work, talk.speaker, move.case, utterance.text, talk.now)
    if not heard:
        return conversation.aside(Reply(TALK_OVER))
    asleep = may_go_at(talk.now, urgent=False) > talk.now
    return [Reply(KEPT_FOR_MORNING)] if asleep else []


def _stay(conversation: Conversation, utterance: Utterance, move: moves.Stay) -> list[Reply]:
    """One line, and the question again; a goodbye ends what only a sentence had begun and nobody went on with."""
    at = conversation.current
    if at is not None and at.heard and at.turn <= 1 and takes_leave(utterance.text):
        return conversation.give_up(at)
    if move.why == "same":
        return []
    if move.why == "needless":
        return [Reply(move.lead)]
    helps = conversation.catalogue.help
    said = (
        helps.menu(conversation, move.lead)
        if move.lead
        else helps.courtesy(conversation, move.why, utterance.text)
    )
    return [said] if at is None else conversation.go_on(at, move.lead or said.text)


_PERFORM: Mapping[type, Performed] = {
    moves.Tap: _tap,
    moves.Steer: _steer,
    moves.Fill: _fill,
    moves.Add: _add,
    moves.AnswerPrompt: _prompt,
    moves.Which: _which,
    moves.Reword: _reword,
    moves.Open: _open,
    moves.Clarify: _clarify,
    moves.HandOver: _hand_over,
    moves.Relay: _relay,
    moves.Stay: _stay,
}
