"""One function a move; only here, and in what is called from here, something is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.complaints.handover import relay
from handlers.engine import fill, in_words, moves, pieces, rewording, several, tokens
from handlers.engine.ask import offering_values
from handlers.engine.chats import CHAT, choices_of
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.form import Form
from handlers.engine.kinds import asks
from handlers.engine.replies import offering
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.steering import steer
from handlers.engine.taps import tap
from handlers.engine.tokens import read as read_token
from handlers.engine.utterance import Utterance
from handlers.message import Choice, Reply
from language.small_talk import takes_leave
from programme.delivery import may_go_at
from programme.roles import ENTERPRISE, HOLDERS, OFFICE

KEPT_FOR_MORNING = "记下了，早上 8 点后送到工作人员那里。"
WHICH_ONE = "「{}」说的是哪一件？"
UNMOVED = "前面的话改了，已经办的不会跟着变。要改什么，再说一遍？"
UNMOVED_HERE = "前面的话改了，这里不会跟着变。要改哪里？"
NOTHING_ELSE = "改过的话看到了，别的没有变。"
_MENDS = ((HOLDERS, "修改日记", "amend"), (ENTERPRISE, "我的需求", "my_needs"))
NOT_DONE = "还没办，点「确认」才算。内容都在这里："
UNHEARD = "没听出要改什么。"
UNHEARD_AGAIN = "还是没听出要改什么。不办了点「取消」，对就点「确认」，要改就连名字带内容一起说。"
AS_IT_STANDS = "现在是这样："
_READ_OUT = re.compile(r"(?:念|读|看|过)(?:一|1)?[遍下眼]|念来|读来|听听|为什么|为啥|为何|凭什么|凭啥|依据")
TALK_OVER = "和工作人员的对话结束了。"
Performed = Callable[[Conversation, Utterance, Any], list[Reply]]


def perform(conversation: Conversation, utterance: Utterance, move: moves.Move) -> list[Reply]:
    """Do what was decided, and remember whether the message was understood."""
    dialogue = conversation.dialogue
    missed = isinstance(move, moves.Clarify | moves.HandOver)
    if not isinstance(move, moves.Tap):
        dialogue.misses, dialogue.unclear = (dialogue.misses + 1, utterance.text) if missed else (0, "")
    alone = missed and conversation.current is None
    dialogue.unclear_at = conversation.talk.now.isoformat() if alone else ""
    if not (missed or isinstance(move, moves.Tap | moves.Steer)) and conversation.current:
        pieces.pass_over(conversation.current)
    before = rewording.filled(dialogue)
    stood = (conversation.current.key, conversation.current.turn) if conversation.current else None
    replies = _PERFORM[type(move)](conversation, utterance, move)
    _note_question(conversation, stood, utterance)
    rewording.remember(dialogue, before, utterance)
    return replies


def _note_question(conversation: Conversation, stood: tuple[int, int] | None, utterance: Utterance) -> None:
    """Whether something was asked beside what was in hand and stands as it stood."""
    at = conversation.current
    if at is not None:
        asked = bool(utterance.text) and not utterance.token and asks(utterance.text)
        at.asked_of = asked and (at.key, at.turn) == stood


def _tap(conversation: Conversation, utterance: Utterance, move: moves.Tap) -> list[Reply]:
    return tap(conversation, read_token(move.token))


def _steer(conversation: Conversation, utterance: Utterance, move: moves.Steer) -> list[Reply]:
    if move.key:
        conversation.take_up(str(move.key))
    return steer(conversation, move.word, move.slot)


def _fill(conversation: Conversation, utterance: Utterance, move: moves.Fill) -> list[Reply]:
    at = conversation.current
    assert at
    form, talk = conversation.form_of(at), conversation.talk
    asked = pending(talk, form, at)
    fill.fill(talk, form, at, move.answer)
    again = asked is not None and pending(talk, form, at) is asked
    said = {name: one for name, one in move.answer.values.items() if name not in move.answer.inferred}
    why = in_words.beside(talk, form, at, asked, said) if again and asked else ""
    replies = conversation.go_on(at, move.answer.lead or move.answer.wrong or why)
    slot = form.slot(move.answer.left)
    return offering_values(conversation.talk, at, slot, replies) if slot else replies


def _add(conversation: Conversation, utterance: Utterance, move: moves.Add) -> list[Reply]:
    return pieces.add(conversation, move)


def _reword(conversation: Conversation, utterance: Utterance, move: moves.Reword) -> list[Reply]:
    """What differs is put right; of what is done already the person hears how to correct it."""
    at = _reworded(conversation, move)
    if at is None:
        here = conversation.current
        return conversation.go_on(here, UNMOVED_HERE) if here else [_unmoved(conversation)]
    for other in move.others:
        _reworded(conversation, other)
    conversation.dialogue.front(at)
    nothing = "" if move.gone or move.answer.values else NOTHING_ELSE
    return conversation.go_on(at, move.answer.wrong or nothing)


def _reworded(conversation: Conversation, move: moves.Reword) -> FormState | None:
    """The form that a new wording is put into; None where it is no longer under way."""
    at = next((at for at in conversation.dialogue.stack if at.key == move.key), None)
    if at is not None:
        for name in move.gone:
            at.drop(name)
            at.turn += 1
        fill.fill(conversation.talk, conversation.form_of(at), at, move.answer)
    return at


def _unmoved(conversation: Conversation) -> Reply:
    roles = conversation.talk.speaker.roles
    ways = [Choice(caption, tokens.start(name)) for those, caption, name in _MENDS if those & roles]
    return Reply(UNMOVED, choices=tuple(ways))


def _prompt(conversation: Conversation, utterance: Utterance, move: moves.AnswerPrompt) -> list[Reply]:
    form = conversation.catalogue.forms[move.form]
    return conversation.answer_prompt(form, move.ref, move.intent, move.said or utterance.text)


def _each(conversation: Conversation, utterance: Utterance, move: moves.AnswerEach) -> list[Reply]:
    form = conversation.catalogue.forms[move.form]
    return several.answer_each(conversation, form, move.answers, move.unclear)


def _which(conversation: Conversation, utterance: Utterance, move: moves.Which) -> list[Reply]:
    return [Reply(WHICH_ONE.format(utterance.text), choices=move.choices)]


def _open(conversation: Conversation, utterance: Utterance, move: moves.Open) -> list[Reply]:
    entry = conversation.catalogue.entry(move.entry)
    if move.files and isinstance(entry, Form):
        takes = next(slot.name for slot in entry.slots if slot.takes_files)
        return conversation.start(entry, {takes: list(move.files)}, utterance.text)
    if move.another and isinstance(entry, Form):
        return conversation.another(entry, entry.one_more(utterance.text) or "")
    if not move.told:
        return conversation.start(entry)
    return conversation.begin(entry, move.intent, utterance.text, move.also, move.about)


def _open_each(conversation: Conversation, utterance: Utterance, move: moves.OpenEach) -> list[Reply]:
    forms = conversation.catalogue.forms
    return conversation.begin_each([(forms[entry], intent, text) for entry, intent, text in move.told])


def _clarify(conversation: Conversation, utterance: Utterance, move: moves.Clarify) -> list[Reply]:
    if conversation.current and not _is_left_quiet(conversation.current, utterance.text):
        return _asked_again(conversation, conversation.current, utterance.text, move.intents)
    return [conversation.catalogue.help.lost(conversation, utterance.text, move.intents)]


def _is_left_quiet(at: FormState, text: str) -> bool:
    """Whether a card that waits stays out of view: it is not asked to be read out, nor why."""
    return at.is_quiet and _READ_OUT.search(text) is None


def _asked_again(
    conversation: Conversation, at: FormState, text: str, intents: Sequence[str], *, twice: bool = False
) -> list[Reply]:
    """The question once more; beside choices, with what a sentence may have wanted to tap."""
    at.look_at()
    if offer := pieces.offer(conversation, at, text):
        return conversation.go_on(at, offer)
    if lead := _about_the_card(conversation, at, text):
        return conversation.go_on(at, lead)
    slot = pending(conversation.talk, conversation.form_of(at), at)
    asked = conversation.go_on(
        at, (slot.hint or "没太听明白。") if slot else UNHEARD_AGAIN if twice else UNHEARD
    )
    has_choices = slot is None or slot.choices(conversation.talk, at.values)
    office = conversation.talk.speaker.roles & OFFICE
    meant = [one for one in intents if not (office and one == "human")]
    return [*asked[:-1], offering(asked[-1], meant)] if has_choices and asked else asked


def _about_the_card(conversation: Conversation, at: FormState, text: str) -> str:
    """What is said to a question on a card, «念一遍» among them; nothing to anything else."""
    if not conversation.at_card(at):
        return ""
    if _READ_OUT.search(text):
        return AS_IT_STANDS
    return NOT_DONE if asks(text.rstrip("呢嘛")) else ""


def _hand_over(conversation: Conversation, utterance: Utterance, move: moves.HandOver) -> list[Reply]:
    """With a form in hand its question stands as it is, and a human is offered beside it."""
    offered = conversation.catalogue.help.hand_over(conversation, move.intents)
    if conversation.current is None or _is_left_quiet(conversation.current, utterance.text):
        return [offered]
    *before, asked = _asked_again(
        conversation, conversation.current, utterance.text, move.intents[:1], twice=True
    )
    human = [
        one for one in offered.choices if one.token == tokens.meant("human") and one not in asked.choices
    ]
    return [*before, replace(asked, choices=(*asked.choices, *human))]


def _relay(conversation: Conversation, utterance: Utterance, move: moves.Relay) -> list[Reply]:
    talk = conversation.talk
    heard = relay(talk.work, talk.speaker, move.case, utterance.text, talk.now)
    if not heard:
        return conversation.aside(Reply(TALK_OVER))
    asleep = may_go_at(talk.now, urgent=False) > talk.now
    return [Reply(KEPT_FOR_MORNING)] if asleep else []


def _converse(conversation: Conversation, utterance: Utterance, move: moves.Converse) -> list[Reply]:
    form = conversation.catalogue.forms[CHAT]
    known = {"need": move.need, "text": utterance.text, "files": list(move.files)}
    return conversation.start(form, {name: value for name, value in known.items() if value})


def _whom(conversation: Conversation, utterance: Utterance, move: moves.Whom) -> list[Reply]:
    """The words are kept until a tap says for whom they are."""
    conversation.dialogue.unclear = utterance.text
    asked, choices = choices_of(conversation, move, utterance.text)
    return [Reply(asked, choices=choices)]


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
    left = at is not None and at.form == CONSENT and takes_leave(utterance.text)
    if at is None or left or (at.is_quiet and move.why != "look"):
        return [said]
    at.look_at()
    return conversation.go_on(at, move.lead or _about_the_card(conversation, at, utterance.text) or said.text)


_PERFORM: Mapping[type, Performed] = {
    moves.Tap: _tap,
    moves.Steer: _steer,
    moves.Fill: _fill,
    moves.Add: _add,
    moves.AnswerPrompt: _prompt,
    moves.AnswerEach: _each,
    moves.Which: _which,
    moves.Reword: _reword,
    moves.Open: _open,
    moves.OpenEach: _open_each,
    moves.Clarify: _clarify,
    moves.HandOver: _hand_over,
    moves.Relay: _relay,
    moves.Converse: _converse,
    moves.Whom: _whom,
    moves.Stay: _stay,
}
