"""帮助: what a person can do here, by role, and how the talk is steered."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.engine.ask import ask
from handlers.engine.catalogue import Catalogue
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form
from handlers.engine.help import Help
from handlers.message import Choice, Reply
from language import is_small_talk
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
    "guest": "您好，我是益企，帮小企业免费请专家。直接说遇到的难事就行，比如「想贷款买设备，没有抵押物」。",
    "enterprise": "直接用一句话说遇到的问题，我来请合适的专家，全程免费。",
    "expert": "服务完发一句话就能记日记，比如「昨天下午在赤坎区给3家企业讲了两个半小时税务政策」。",
    "station": "服务完发一句话就能记日记；也可以替企业请专家。",
    "staff": "等您办的事我会告诉您，也可以随时说「待办」。",
}
LOST = "这句我没听明白，换个说法试试？"
STEERING = "随时可以回复：返回、修改、跳过、取消、帮助。说错了直接说「不对，是……」。"
MOST_WHEN_LOST = 2
_ALL = Choice("能做什么", tokens.start("can_do"))
_HUMAN = Choice("找工作人员", tokens.start("human"))


def menu(conversation: Conversation) -> Reply:
    """A greeting, what is wanted most, and the way to all that there is for this person."""
    roles = [role for role in ENTRIES if role in conversation.talk.speaker.roles]
    text = "\n".join(GREETINGS[role] for role in roles)
    known = conversation.catalogue
    more = (_ALL,) if "can_do" in known else ()
    return Reply(text, choices=(*_offered(conversation), *more))


def lost(conversation: Conversation, text: str) -> Reply:
    """Nothing knows what the text means: said in one line, with the likeliest ways on and a person."""
    greeting = conversation.talk.speaker.roles == GUEST or len(text) <= 1 or is_small_talk(text)
    if greeting:
        return menu(conversation)
    human = (_HUMAN,) if "human" in conversation.catalogue else ()
    return Reply(LOST, choices=(*_offered(conversation)[:MOST_WHEN_LOST], _ALL, *human))


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


HELP = Help(menu, lost, in_form_help)
