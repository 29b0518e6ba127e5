"""From one message to the replies: which form, command or question it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.engine import corrections, fill
from handlers.engine.ask import join
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.numbers import picked
from handlers.engine.state import Dialogue, FormState
from handlers.engine.steering import steer
from handlers.engine.taps import tap
from handlers.engine.tokens import Tap, short
from handlers.engine.tokens import read as read_token
from handlers.engine.words import agrees, bare, control, disagrees, recognise
from handlers.message import Choice, Incoming, Reply
from language import is_small_talk, nearby, regions
from storage.queries.delivery.recent_choices import newest_choices, recent_choices

LONGEST = 2000
"""Characters of one message; nobody reads more, and a deed with more would help nobody."""
RECENT = 5
"""A caption or a number may be one of the choices in so many of the messages shown last."""
LONGEST_WORD = 6
"""A longer example is a sentence, that says more than which entry it opens."""
SURE = 0.5
QUITE_SURE = 0.8
"""How sure a form must be that a message means it: with nothing in hand, and in the middle of another form."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def handle(
    talk: ConversationContext, dialogue: Dialogue, catalogue: Catalogue, incoming: Incoming
) -> list[Reply]:
    """Answer one message; `dialogue` is changed to where the talk then stands."""
    talk.said = incoming.text
    conversation = Conversation(talk, dialogue, catalogue)
    return conversation.with_news(_handle(conversation, incoming))


def _handle(conversation: Conversation, incoming: Incoming) -> list[Reply]:
    if (tapped := _tapped(conversation, incoming)) is not None:
        return tapped
    if incoming.unreadable:
        return _again(conversation, incoming.unreadable)
    text = _CONTROLS.sub("", incoming.contact or incoming.text).strip()
    if incoming.files:
        return _files(conversation, incoming, text)
    if incoming.location:
        return _place(conversation, *incoming.location)
    if not text:
        return _again(conversation, "没有收到文字，请用文字说说看。")
    if len(text) > LONGEST:
        return _again(
            conversation,
            f"这条有 {len(text)} 个字，太长了，请缩到 {LONGEST} 字以内再发一次。刚才填的都还在。",
        )
    return _text(conversation, text)


def _tapped(conversation: Conversation, incoming: Incoming) -> list[Reply] | None:
    """What a choice does; None without one, and for a number that stands beside none."""
    choice = read_token(incoming.choice)
    if choice and choice.kind == "n":
        choice = _numbered(conversation.talk, choice.name)
        return tap(conversation, choice) if choice else None
    if choice and choice.kind == "h":
        choice = _shortened(conversation.talk, incoming.choice)
    return tap(conversation, choice) if incoming.choice else None


def _place(conversation: Conversation, latitude: float, longitude: float) -> list[Reply]:
    """Where somebody is, if that was asked; of it the county is kept, and shown to be put right."""
    at = conversation.current
    slot = fill.pending(conversation.talk, conversation.form_of(at), at) if at else None
    if slot is None or slot.asks != "place":
        return _again(conversation, "位置收到了，现在用不上。")
    code = nearby.county(latitude, longitude)
    if code is None:
        return _again(conversation, "这个位置附近没有我认识的区县，请告诉我地名。")
    first, *rest = _text(conversation, regions.full_name(code))
    told = f"按位置记在{regions.name(code)}（只记到区县，不存位置），不对就直接说地名。"
    return [replace(first, text=join(told, first.text)), *rest]


def _by_number(conversation: Conversation, text: str) -> list[Reply] | None:
    """«2» in a chat with buttons too: the second of the choices shown last, when no form is in hand."""
    alone = conversation.current is None and text.strip().isdecimal()
    choice = _numbered(conversation.talk, text.strip()) if alone else None
    return tap(conversation, choice) if choice else None


def _numbered(talk: ConversationContext, number: str) -> Tap | None:
    shown = [Choice(*one) for one in newest_choices(talk.work, talk.speaker.account_id, RECENT)]
    found = picked(shown, number)
    return read_token(found.token) if found else None


def _shortened(talk: ConversationContext, token: str) -> Tap | None:
    shown = recent_choices(talk.work, talk.speaker.person_id, RECENT)
    return next((read_token(full) for _, full in shown if short(full) == token), None)


def _text(conversation: Conversation, text: str) -> list[Reply]:
    """The first of these that knows what to do with the text, in this order."""
    for way in (
        _steered,
        _on_card,
        _started,
        _named_prompt,
        _filled,
        _prompted,
        _caption,
        _by_number,
        _by_intent,
    ):
        replies = way(conversation, text)
        if replies is not None:
            return replies
    if conversation.current:
        return _again(conversation, "收到～我们接着来。" if is_small_talk(text) else "")
    return [conversation.catalogue.help.lost(conversation, text)]


def _steered(conversation: Conversation, text: str) -> list[Reply] | None:
    word = control(text)
    if word == "help":
        helps = conversation.catalogue.help
        return [helps.in_form(conversation) if conversation.current else helps.menu(conversation)]
    return steer(conversation, word) if word else None


def _on_card(conversation: Conversation, text: str) -> list[Reply] | None:
    at = conversation.current
    if at is None or not conversation.at_card(at):
        return None
    if agrees(text):
        return steer(conversation, "confirm")
    if slot := corrections.doubted(conversation.form_of(at), text):
        fill.change(at, slot.name)
        return conversation.go_on(at)
    return steer(conversation, "change") if disagrees(text) else None


def _started(conversation: Conversation, text: str) -> list[Reply] | None:
    words = conversation.catalogue.opened_by(conversation.talk.speaker.roles)
    word = text if text in words else recognise(text, words.keys())
    if len(word) > LONGEST_WORD:
        return None if conversation.current else conversation.start(words[word], text=text)
    return conversation.start(words[word]) if word else None


def _named_prompt(conversation: Conversation, text: str) -> list[Reply] | None:
    """«接受» goes to the offer that asked for it, whatever else is in hand."""
    word = bare(text)
    for form in conversation.catalogue.asking:
        answer = form.slots[1]
        labels = {label for label, _ in answer.choices(conversation.talk, {})}
        if word in labels:
            return _to_prompt(conversation, form, text) or _nothing_asked(conversation, form)
    return None


def _nothing_asked(conversation: Conversation, form: Form) -> list[Reply] | None:
    """«接受», with nothing to accept: said so, unless another form is in hand that may know the word."""
    able = form.roles & conversation.talk.speaker.roles and conversation.current is None
    why = form.needless(conversation.talk) if able else ""
    return [Reply(why)] if why else None


def _filled(conversation: Conversation, text: str) -> list[Reply] | None:
    at = conversation.current
    if at is None:
        return None
    result = fill.fill(conversation.talk, conversation.form_of(at), at, text)
    return conversation.go_on(at, result.wrong) if result else None


def _prompted(conversation: Conversation, text: str) -> list[Reply] | None:
    """A bare answer («5») to what a notice asked."""
    for form in conversation.catalogue.asking:
        if form.slots[1].read(conversation.talk, text) is not None:
            replies = _to_prompt(conversation, form, text)
            if replies is not None:
                return replies
    return None


def _to_prompt(conversation: Conversation, form: Form, text: str) -> list[Reply] | None:
    if not form.roles & conversation.talk.speaker.roles:
        return None
    waiting = form.pending(conversation.talk)
    if not waiting:
        return None
    asked = waiting[0] if len(waiting) == 1 else _just_asked(conversation, form)
    return conversation.start(form, {form.ref: asked} if asked in waiting else {}, text)


def _just_asked(conversation: Conversation, form: Form) -> int | None:
    """What the newest choices that the person was shown ask about, if they belong to this form."""
    shown = recent_choices(conversation.talk.work, conversation.talk.speaker.person_id, RECENT)
    newest = read_token(shown[0][1]) if shown else None
    return int(newest.ref) if newest and newest.kind == "p" and newest.name == form.name else None


def _caption(conversation: Conversation, text: str) -> list[Reply] | None:
    """The caption of a choice shown a moment ago, typed instead of tapped."""
    word = bare(text)
    if len(word) > 20:
        return None
    for label, token in recent_choices(conversation.talk.work, conversation.talk.speaker.person_id, RECENT):
        if bare(label) == word:
            return tap(conversation, read_token(token))
    return None


def _by_intent(conversation: Conversation, text: str) -> list[Reply] | None:
    """A message that means a form without naming it: a need told, a service told."""
    if is_small_talk(text):
        return None
    roles = conversation.talk.speaker.roles
    able = [form for form in conversation.catalogue.forms.values() if form.roles & roles]
    scores = {form.name: form.intent_score(conversation.talk, text) for form in able}
    best = max(scores, key=lambda name: scores[name], default="")
    needed = QUITE_SURE if conversation.current and not _yields(conversation) else SURE
    if not best or scores[best] < needed or (conversation.current and conversation.current.form == best):
        return None
    return conversation.start(conversation.catalogue.forms[best], text=text)


def _yields(conversation: Conversation) -> bool:
    """Whether the form in hand is one that nobody misses."""
    at = conversation.current
    return at is not None and conversation.form_of(at).stale_after is not None


def _files(conversation: Conversation, incoming: Incoming, text: str) -> list[Reply]:
    at = conversation.current
    slot = fill.pending(conversation.talk, conversation.form_of(at), at) if at else None
    if at and slot and slot.takes_files:
        kept = [*at.values.get(slot.name, []), *(file.key for file in incoming.files)]
        fill.put(conversation.talk, conversation.form_of(at), at, slot.name, kept)
        return conversation.go_on(at, "收到。")
    if text:
        return _text(conversation, text)
    return _again(conversation, "图片收到了，但这一步要用文字说，请打几个字。")


def _again(conversation: Conversation, lead: str) -> list[Reply]:
    """Say what was wrong and ask the same again; without a form in hand, say what there is."""
    at = conversation.current
    if at is None:
        shown = conversation.catalogue.help.menu(conversation)
        return [Reply(join(lead, shown.text), shown.card, shown.choices)]
    return conversation.go_on(at, lead or _not_understood(conversation, at))


def _not_understood(conversation: Conversation, at: FormState) -> str:
    slot = fill.pending(conversation.talk, conversation.form_of(at), at)
    if slot is None:
        return "没听出要改什么。"
    return slot.hint or "没太听明白。"
