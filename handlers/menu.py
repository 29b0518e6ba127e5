"""帮助: what a person can do here, by role, and how the talk is steered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import courtesies
from handlers.engine import next_steps, tokens
from handlers.engine.ask import ask, join
from handlers.engine.catalogue import Catalogue
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.decide import MISSES_BEFORE_A_HUMAN
from handlers.engine.form import Command, Form
from handlers.engine.help import Help
from handlers.message import Choice, Reply
from language.intents.taxonomy import INTENTS
from programme.roles import GUEST, NEWCOMERS, OFFICE

ENTRIES = {
    "staff": ("todo", "digest", "queue", "publicity", "experts"),
    "expert": ("diary", "my_progress", "amend", "offer"),
    "station": ("diary", "my_progress", "amend", "need"),
    "enterprise": ("need", "my_needs", "experts", "questions"),
    "guest": ("need", "apply_expert", "i_am_expert", "experts", "questions"),
}
"""What the menu offers, role by role, in this order; all else is in 能做什么."""
GREETINGS = {
    "guest": "您好，我是益企，帮小企业免费请专家。遇到什么难事？比如「想贷款买设备，没抵押」。",
    "enterprise": "遇到什么难事，说一句，我免费请专家。",
    "expert": "服务完说一句话，我就记成日记。",
    "station": "服务完说一句话，我就记成日记；也能替企业请专家。",
    "staff": "有事等您办，我会告诉您。",
}
LOST = "这句我没听明白，换个说法试试？"
LOST_AGAIN = "还是没听明白，请工作人员来帮您？"
STILL_LOST = "这件事我帮不上，可以请工作人员来，也可以说别的事。"
"""From the third time in a row on."""
WHICH = "您是想办哪一件？"
NOTES = {
    "files": "图片收到了，这一步要用文字，打几个字？",
    "place": "位置收到了，现在用不上。",
}
NOT_YET = "照片没有留，您同意以后再发一次。"
"""Before consent nothing that is sent is kept."""
NO_PHOTOS = "照片收到了，{}只记文字，照片附不上。"
"""On a card, where nothing is asked for that could be written instead."""
SILENT = frozenset({"thanks", "goodbye", "praise"})
"""What nothing is offered after."""
TO_STAFF = frozenset({"abuse", "english"})
"""After these a person is offered."""
STEERING = "也可以说：返回、修改、跳过、取消。"
MOST_WHEN_LOST = 2
NEED = "need.post"


def menu(conversation: Conversation, lead: str = "") -> Reply:
    """A greeting, what is wanted most, and the way to all that there is for this person."""
    roles = [role for role in ENTRIES if role in conversation.talk.speaker.roles]
    text = join(lead, *(GREETINGS[role] for role in roles))
    return Reply(text, choices=(*_offered(conversation), *_more(conversation)))


def lost(conversation: Conversation, text: str, intents: Sequence[str]) -> Reply:
    """Nothing knows for sure what the text means: what it may have been, or else the likeliest ways on; and a person."""
    if intents:
        return Reply(WHICH, choices=(*_meant(_with_help(conversation, intents)), *_human(conversation)))
    if conversation.talk.speaker.roles == GUEST or len(text) <= 1:
        return menu(conversation)
    ways = (*_offered(conversation)[:MOST_WHEN_LOST], *_more(conversation), *_human(conversation))
    return Reply(LOST, choices=ways)


def hand_over(conversation: Conversation, intents: Sequence[str]) -> Reply:
    """Not understood again: a human first; who is one gets the likeliest ways on."""
    if not _human(conversation):
        return lost(conversation, LOST, intents)
    said = STILL_LOST if conversation.dialogue.misses > MISSES_BEFORE_A_HUMAN + 1 else LOST_AGAIN
    return Reply(said, choices=(*_human(conversation), *_meant(_with_help(conversation, intents))))


def courtesy(conversation: Conversation, why: str, text: str) -> Reply:
    """One line for what wants nothing; a greeting is given the menu."""
    at = conversation.current
    if why == "files" and at and at.form == CONSENT:
        return Reply(NOT_YET)
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


def with_a_step(
    replies: Sequence[Reply], catalogue: Catalogue, way: Choice = next_steps.CAN_DO
) -> list[Reply]:
    """The replies; where nothing is left to tap or to answer, with the `way` to go on. Thanks need no more."""
    if not replies or "can_do" not in catalogue:
        return list(replies)
    last = replies[-1]
    ends = (
        last.choices
        or last.asks
        or last.links
        or last.files
        or "？" in last.text
        or courtesies.closes(last.text)
    )
    return list(replies) if ends else [*replies[:-1], replace(last, choices=(way,))]


def _with_help(conversation: Conversation, intents: Sequence[str]) -> tuple[str, ...]:
    """What an owner or a guest says may always be a problem that they have."""
    if NEED in intents or not conversation.talk.speaker.roles & NEWCOMERS:
        return tuple(intents)
    return (NEED, *intents[:MOST_WHEN_LOST])


def _human(conversation: Conversation) -> tuple[Choice, ...]:
    """Staff to talk with, where that is possible: not in a group, nor for one who is staff."""
    human, roles = conversation.catalogue.commands.get("human"), conversation.talk.speaker.roles
    offers = human is not None and bool(human.roles & roles) and not OFFICE & roles
    return (Choice(INTENTS["human"].caption, tokens.meant("human")),) if offers else ()


def _more(conversation: Conversation) -> tuple[Choice, ...]:
    return (next_steps.CAN_DO,) if "can_do" in conversation.catalogue else ()


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
