"""A remark that names the firm of another card that is being told: «不是，金叶是要找律师看合同» beside the need of 宏达."""

from __future__ import annotations

import re

from handlers.engine import labels
from handlers.engine.conversation import CONSENT, Conversation
from handlers.engine.kinds import is_said
from handlers.engine.moves import TakeUp
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from language.amendments import clauses
from language.no_names import is_place

SHORTEST, LONGEST = 2, 40
"""Characters of a name, and of a remark that names one."""
_LEAD = r"(?P<lead>(?:不是(?=[，,\s])|不对|错了|不|哦|噢|哎呀?|啊|还有|对了|[，,。！!\s])*)"
_BEHIND = r"(?P<behind>(?:那一?[家个边条]|这一?[家个边条]|的?(?:那|这)一?[条个]需求)?的?[，,\s]*)"
_POINTS = re.compile(
    r"(?:不是这[篇条个][，,\s]*)?(?:我[记说改]的是|我是说|是说|说的是|我说)?(?:的是)?(?P<what>[^，,。；;！!？?\s是]{2,8}?)的?那(?:一)?[篇条](?:日记|需求)?[的，,\s]*(?P<said>\S.*)",
    re.DOTALL,
)
_CALLED = ("企业", "企业名称", "姓名")


def named_instead(conversation: Conversation, text: str) -> TakeUp | None:
    """The one card whose name begins the remark, with what is said of it; None where none is named so.

    «宏达的电话是…» on the card of 宏达 itself says «电话是…»; the bare name there may be the value of something.
    """
    here = conversation.current
    if here is None or len(text) > LONGEST or _answers(conversation, here, text):
        return None
    if other := _pointed_to(conversation, here, text) or _put_right(conversation, here, text):
        return other
    if own := _said_of_any(conversation, here, text):
        said = own["lead"] + own["said"]
        is_marked = own["behind"].strip("，, ") and own["said"].strip()
        return TakeUp(here.key, said) if is_marked else None
    found = {
        at.key: one["lead"] + one["said"]
        for at in conversation.dialogue.stack
        if at is not here and (one := _said_of_any(conversation, at, text))
    }
    key, said = next(iter(found.items()), (0, ""))
    return TakeUp(key, said) if len(found) == 1 and said.strip() else None


def _pointed_to(conversation: Conversation, here: FormState, text: str) -> TakeUp | None:
    """«我记的是蓝屿那篇，日期改成周六»: the words stand in what one other card tells, and not in this one's."""
    found = _POINTS.fullmatch(text.strip())
    if found is None or found["what"] in _told(conversation, here):
        return None
    others = [
        at
        for at in conversation.dialogue.stack
        if at is not here and found["what"] in _told(conversation, at)
    ]
    return TakeUp(others[0].key, found["said"]) if len(others) == 1 else None


def _put_right(conversation: Conversation, here: FormState, text: str) -> TakeUp | None:
    """«报名截止改成周四» beside a diary: only one other card has a thing of that name. At the question for consent, what is
    put right is told of the card behind it, and the question stands.
    """
    if here.form == CONSENT:
        return None
    own = labels.spoken(conversation.form_of(here))
    others = [
        at for at in conversation.dialogue.stack if at is not here and _corrects(conversation, at, text, own)
    ]
    return TakeUp(others[0].key, text) if len(others) == 1 else None


def _corrects(conversation: Conversation, at: FormState, text: str, own: frozenset[str]) -> bool:
    """Whether all that a text says is put right on this card, by names that are not `own` to the one in hand."""
    said = clauses(text, labels.words(conversation.form_of(at)) | own)
    return bool(said) and all(one.corrects and one.label and one.label not in own for one in said)


def _told(conversation: Conversation, at: FormState) -> str:
    adds = conversation.form_of(at).adds
    return str(at.values.get(adds, "")) if adds else ""


def _answers(conversation: Conversation, here: FormState, text: str) -> bool:
    """Whether the whole remark is what is being asked for."""
    slot = pending(conversation.talk, conversation.form_of(here), here)
    if slot is None or slot.free or slot.read(conversation.talk, text) is None:
        return False
    return is_said(conversation.talk, here, slot, text)


def _said_of_any(conversation: Conversation, at: FormState, text: str) -> re.Match[str] | None:
    return next((one for name in _names(conversation, at) if (one := _said_of(name, text))), None)


def _names(conversation: Conversation, at: FormState) -> list[str]:
    form = conversation.form_of(at)
    told = [at.values.get(slot.name) for slot in labels.labelled(form) if slot.label in _CALLED and form.adds]
    flat = [one for value in told for one in (value if isinstance(value, list) else [value])]
    return [one for one in flat if isinstance(one, str) and len(one) >= SHORTEST]


def _said_of(name: str, text: str) -> re.Match[str] | None:
    """What the remark says of a firm by its name or the beginning of it; None where it does not begin so.

    The place that a name begins with names no firm: «湛江» of 湛江宏达塑料厂.
    """
    called = (name[:size] for size in range(len(name), SHORTEST - 1, -1))
    patterns = (rf"{_LEAD}{re.escape(one)}{_BEHIND}(?P<said>.*)" for one in called if not is_place(one))
    return next((one for each in patterns if (one := re.match(each, text, re.DOTALL))), None)
