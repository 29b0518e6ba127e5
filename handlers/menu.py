"""帮助: what a person can do here, by role, and how the talk is steered."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import courtesies
from handlers.engine import tokens
from handlers.engine.ask import ask, join
from handlers.engine.catalogue import Catalogue
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form
from handlers.engine.help import Help
from handlers.message import Choice, Reply
from language.intents.taxonomy import INTENTS
from programme.roles import GUEST

ENTRIES = {
    "staff": ("todo", "digest", "queue", "publicity", "experts"),
    "expert": ("diary", "my_progress", "amend", "offer"),
    "station": ("diary", "my_progress", "amend", "need"),
    "enterprise": ("need", "my_needs", "experts", "questions"),
    "guest": ("need", "apply_expert", "i_am_expert", "experts", "questions"),
}
"""What the menu offers, role by role, in this order; all else is in 能做什么."""
GREETINGS = {
    "guest": "您好，我是益企，帮小企业请专家，全程免费。直接说遇到的难事就行，比如「想贷款买设备，没有抵押物」。",
    "enterprise": "直接用一句话说遇到的问题，我来请合适的专家，全程免费。",
    "expert": "服务完发一句话就能记日记，比如「昨天下午在赤坎区给3家企业讲了两个半小时税务政策」。",
    "station": "服务完发一句话就能记日记；也可以替企业请专家。",
    "staff": "等您办的事我会告诉您，也可以随时说「待办」。",
}
LOST = "这句我没听明白，换个说法试试？"
LOST_AGAIN = "这句我还是没听明白，请工作人员来帮您？"
WHICH = "您是想办哪一件？都不是就换个说法。"
NOTES = {
    "files": "图片收到了，但这一步要用文字说，请打几个字。",
    "place": "位置收到了，现在用不上。",
}
NO_PHOTOS = "照片收到了，{}只记文字，照片附不上。"
"""On a card, where nothing is asked for that could be written instead."""
SILENT = frozenset({"thanks", "goodbye", "praise"})
"""What nothing is offered after."""
TO_STAFF = frozenset({"abuse", "english"})
"""After these a person is offered."""
STEERING = "随时可以回复：返回、修改、跳过、取消、帮助。说错了直接说「不对，是……」。"
MOST_WHEN_LOST = 2


def menu(conversation: Conversation, lead: str = "") -> Reply:
    """A greeting, what is wanted most, and the way to all that there is for this person."""
    roles = [role for role in ENTRIES if role in conversation.talk.speaker.roles]
    text = join(lead, *(GREETINGS[role] for role in roles))
    return Reply(text, choices=(*_offered(conversation), *_more(conversation)))


def lost(conversation: Conversation, text: str, intents: Sequence[str]) -> Reply:
    """Nothing knows for sure what the text means: what it may have been, or else the likeliest ways on; and a person."""
    if intents:
        return Reply(WHICH, choices=(*_meant(intents), *_human(conversation)))
    if conversation.talk.speaker.roles == GUEST or len(text) <= 1:
        return menu(conversation)
    ways = (*_offered(conversation)[:MOST_WHEN_LOST], *_more(conversation), *_human(conversation))
    return Reply(LOST, choices=ways)


def hand_over(conversation: Conversation, intents: Sequence[str]) -> Reply:
    """Not understood again: a human first."""
    return Reply(LOST_AGAIN, choices=(*_human(conversation), *_meant(intents)))


def courtesy(conversation: Conversation, why: str, text: str) -> Reply:
    """One line for what wants nothing; a greeting is given the menu."""
    at = conversation.current
    if why == "files" and at and conversation.at_card(at):
        return Reply(NO_PHOTOS.format(conversation.form_of(at).card))
    if why in NOTES:
        return Reply(NOTES[why], choices=_more(conversation))
    kinds = {"smalltalk": courtesies.kind_of, "offtopic": courtesies.kind_of_offtopic}
    kind = kinds[why](text) if why in kinds else why
    if kind == "greeting" and conversation.current is None:
        return menu(conversation)
    if conversation.current and kind in courtesies.GO_ON:
        return Reply(courtesies.GO_ON[kind])
    line = courtesies.courtesy(kind, text, conversation.talk.now.hour)
    ways = _human(conversation) if kind in TO_STAFF else ()
    return Reply(line, choices=() if kind in SILENT else (*ways, *_more(conversation)))


def _human(conversation: Conversation) -> tuple[Choice, ...]:
    """Staff to talk with, where that is possible: not in a group."""
    return (
        (Choice(INTENTS["human"].caption, tokens.meant("human")),)
        if "human" in conversation.catalogue
        else ()
    )


def _more(conversation: Conversation) -> tuple[Choice, ...]:
    return (Choice("能做什么", tokens.start("can_do")),) if "can_do" in conversation.catalogue else ()


def _meant(intents: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(INTENTS[code].caption, tokens.meant(code)) for code in intents if code != "human")


def in_form_help(conversation: Conversation) -> Reply:
    """How to steer, and the question once more."""
    at = conversation.current
    if at is None:
        return menu(conversation)
    form = conversation.form_of(at)
    example = f"可以一句话说完，比如「{form.sample}」。" if len(form.sample) > 4 else ""
    return ask(conversation.talk, form, at, f"正在办「{form.title}」。{example}\n{STEERING}")


def _offered(conversation: Conversation) -> tuple[Choice, ...]:
    roles = [role for role in ENTRIES if role in conversation.talk.speaker.roles]
    names = dict.fromkeys(name for role in roles for name in ENTRIES[role])
    known = conversation.catalogue
    return tuple(_choice(known, name) for name in names if name in known)


def _choice(catalogue: Catalogue, name: str) -> Choice:
    entry: Form | Command = catalogue.forms.get(name) or catalogue.commands[name]
    return Choice(entry.title, tokens.start(name))


HELP = Help(menu, lost, hand_over, in_form_help, courtesy)
