"""帮助: what a person can do here, by role, and how the talk is steered."""

from __future__ import annotations

from collections.abc import Sequence

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
"""What the menu offers, role by role, in this order."""
GREETINGS = {
    "guest": "您好，这里是益企，中小企业志愿服务的对接助手，全程免费。直接说遇到的问题就行，比如「想贷款买设备，没有抵押物」。",
    "enterprise": "直接用一句话说遇到的问题，我来请合适的专家，全程免费。",
    "expert": "服务完发一句话就能记日记，比如「昨天下午在赤坎区给3家企业讲了两个半小时税务政策」。",
    "station": "服务完发一句话就能记日记；也可以替企业发布需求。",
    "staff": "需要处理的事会推送给您，也可以随时回复「待办」。"
    "还可以说：年度考核、评优、服务监测、中心目标、培训记录、招募公告、推荐专家、工作人员。",
}
LOST = "这句我没听明白，换个说法试试？"
LOST_AGAIN = "这句我还是没听明白，请工作人员来帮您？"
COURTESIES = {
    "files": "图片收到了，但这一步要用文字说，请打几个字。",
    "place": "位置收到了，现在用不上。",
    "smalltalk": "收到～我们接着来。",
    "abuse": "抱歉让您不痛快了。",
    "offtopic": "这个我帮不上，企业经营上的事可以找我。",
}
STEERING = "随时可以回复：返回、修改、跳过、取消、帮助。说错了直接说「不对，是……」。"


def menu(conversation: Conversation, lead: str = "") -> Reply:
    """A greeting, and what there is for this person."""
    roles = [role for role in ENTRIES if role in conversation.talk.speaker.roles]
    names = dict.fromkeys(name for role in roles for name in ENTRIES[role])
    text = join(lead, *(GREETINGS[role] for role in roles))
    known = conversation.catalogue
    return Reply(text, choices=tuple(_choice(known, name) for name in names if name in known))


def lost(conversation: Conversation, text: str, intents: Sequence[str]) -> Reply:
    """Nothing knows for sure what the text means: what it may have been, or else what there is."""
    if not intents:
        greeting = conversation.talk.speaker.roles == GUEST or len(text) <= 1
        return menu(conversation, "" if greeting else LOST)
    choices = (*_meant(intents), *_human(conversation))
    return Reply("您是想办哪一件？点一下；都不是就换个说法。", choices=choices)


def hand_over(conversation: Conversation, intents: Sequence[str]) -> Reply:
    """Not understood again: a human first."""
    return Reply(LOST_AGAIN, choices=(*_human(conversation), *_meant(intents)))


def courtesy(conversation: Conversation, why: str, text: str) -> str:
    """One line for what wants nothing."""
    return COURTESIES.get(why, "")


def _human(conversation: Conversation) -> tuple[Choice, ...]:
    """Staff to talk with, where that is possible: not in a group."""
    served = conversation.catalogue.serving("human", conversation.talk.speaker.roles, "")
    return (_meant_one("human"),) if served else ()


def _meant(intents: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(_meant_one(intent) for intent in intents if intent != "human")


def _meant_one(intent: str) -> Choice:
    return Choice(INTENTS[intent].caption, tokens.meant(intent))


def in_form_help(conversation: Conversation) -> Reply:
    """How to steer, and the question once more."""
    at = conversation.current
    if at is None:
        return menu(conversation)
    form = conversation.form_of(at)
    example = f"可以一句话说完，比如「{form.sample}」。" if len(form.sample) > 4 else ""
    return ask(conversation.talk, form, at, f"正在办「{form.title}」。{example}\n{STEERING}")


def _choice(catalogue: Catalogue, name: str) -> Choice:
    entry: Form | Command = catalogue.forms.get(name) or catalogue.commands[name]
    return Choice(entry.title, tokens.start(name))


HELP = Help(menu, lost, hand_over, in_form_help, courtesy)
