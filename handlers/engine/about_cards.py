"""What is said of a card, and not of the matter on it: which card is meant, and what is to become of it."""

from __future__ import annotations

import re

from handlers.engine.answer import Answer, Fit
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.kinds import asks, meant
from handlers.engine.moves import Fill, Move, Open, Stay, Steer
from handlers.engine.parts import without
from handlers.engine.state import FormState
from handlers.engine.which_goes import publishes
from handlers.engine.words import agrees, among, control, names_deed, only_heard, recognise, sends
from handlers.rendering.plain import shorten
from language.asides import is_aside
from language.card_talk import (
    FIRST,
    KEEP,
    LATER,
    OFF,
    SEND,
    Said,
    asked_after,
    asks_if_sent,
    asks_if_told,
    clauses,
    pointed,
    said_of_cards,
)
from language.contrasts import contrasted
from language.decoration import DOUBT, NO, said_by_signs
from language.stops import others_stop
from language.which_one import which
from storage.queries.delivery.recent_choices import bodies

TAKES_BACK = "need.withdraw"
POSTED = "需求已收到"
"""The fixed words for it."""
UNSENT = "“{}”没发出去，不用撤。想接着办就回复「恢复」。"
KEPT = "好，这条留着，没有动。"
CHANGEABLE = "能改，说改成什么就行。"
OTHERS_STOP = "好，先不动。真不办点「取消」，照办点「确认」。"
NOT_YET = "还没交上去，您确认了才算。"
UNTOLD = "这条还没发，确认了才发出去。"
POSTPONED = "不急，先放着，想好了再确认。"
CALLED = 12
_HANDED_IN = re.compile(r"撤|不要|不用|不需")
_SETTLED = re.compile(
    r"(?:好了|行了|嗯|我们?|都)*(?:问|想|看|考虑|商量|核对|打听)(?:过|好|清楚|明白)了?(?:的)?"
)
"""«问过了», before the word that does it."""
_LED_BY_WHOM = re.compile(r"^(?:他|她|他们|那个人|人|对方|就是|就按|按|是)+")
LEAST_AGAIN = 3
_MAY_CHANGE = re.compile(
    r"(?:这个?|那|还|现在|请问)*(?:可不可以|能不能|可以|能)(?:再)?(?:改|修改|更改)(?:一下|的)?(?:吗|么|不|没|吧)?[?？]*"
)
"""«可以改吗»."""
CONFIRMS = ("确认", "确定", "我确认", "我确定")
_GOES = re.compile(r"[发交报送]")
"""«好了», «弄好了» are as vague as «好»."""
_LED = re.compile(r"^(?:是的|对的?|嗯|好的?|行|那|就|我|还是|[，,\s])+(?=.)")
_IS_IT = re.compile(r"是不是|是否|还是")
"""Somebody asks, or says what else it is."""
_YES_IT_IS = ("就是", "嗯就是", "嗯是", "对就是", "对是")
"""«是三家» only says it again, and yes to nothing."""
_IT_IS = ("就是", "是", "嗯就是", "嗯是", "对就是", "对是")


def move_of(conversation: Conversation, text: str) -> Move | None:
    """What to do with a card that a text speaks of; None where it speaks of none that there is."""
    at = conversation.current
    if at and _is_told(conversation, at) and asks_if_sent(text):
        return Stay("kept", NOT_YET)
    if at and conversation.form_of(at).sends and (asks_if_told(text) or asks_if_sent(text)):
        return Stay("look", UNTOLD)
    if at and _is_left_lying(conversation, at, text):
        return Stay("kept", POSTPONED)
    if at and _is_told(conversation, at) and others_stop(text):
        return Stay("kept", OTHERS_STOP)
    if at and conversation.at_card(at) and _MAY_CHANGE.fullmatch(text.strip()):
        return Stay("kept", CHANGEABLE)
    if other := _asked_for(conversation, asked_after(text)):
        return other
    said = () if at and contrasted(text) != text else said_of_cards(text)
    return next((move for one in said if (move := _done(conversation, one, text))), None)


def _is_left_lying(conversation: Conversation, at: FormState, text: str) -> bool:
    """«先等一下» on the card of what goes to others, unless something is there that it asks for: «我看看谁没交»."""
    sends_off = conversation.form_of(at).sends and conversation.at_card(at)
    roles = conversation.talk.speaker.roles
    return sends_off and is_aside(text) and conversation.catalogue.spelled_out(roles, text) is None


def taken_back(conversation: Conversation, text: str) -> Open | None:
    """«不要了，撤了» with nothing in hand, «先别发» right after it went: what was handed in and is still open is looked at, to be
    withdrawn.
    """
    entry = conversation.catalogue.serving(TAKES_BACK, conversation.talk.speaker.roles, text)
    waits = isinstance(entry, Form) and not entry.needless(conversation.talk)
    meant = _HANDED_IN.search(text) or (waits and _just_posted(conversation))
    return Open(entry.name, TAKES_BACK, told=False) if entry and waits and meant else None


def _just_posted(conversation: Conversation) -> bool:
    """Whether the last that the person saw is that a need was handed in."""
    last = bodies(conversation.talk.work, conversation.talk.speaker.person_id, 1)
    return any(POSTED in str(body.get("text", "")) for body in last)


def _asked_for(conversation: Conversation, what: str) -> Steer | None:
    """«招人那个呢»: another of those that are being told."""
    found = _meant(conversation, what) if what else None
    return Steer("show", key=found.key) if found and found is not conversation.current else None


def confirms(conversation: Conversation, at: FormState, text: str) -> bool:
    """Whether a text says yes to the card in hand and names what stands on it: «对，就是四万八那个», «就是这条，撤吧»."""
    form, parts = conversation.form_of(at), clauses(text)
    if {NO, DOUBT} & {*said_by_signs(text)} or asks(text) or _IS_IT.search(text):
        return False
    if _sends(form, text) or does_it(conversation, form, at, text):
        return True
    parts = [one for one in parts if not _SETTLED.fullmatch(one)] or parts
    yes = [one for one in parts if _says_yes(form, one) or one.startswith(_IT_IS)]
    return bool(yes) and all(
        _says_yes(form, one)
        or _names(conversation, form, at, one)
        or _stands_there(conversation, form, at, one)
        or _says_again(form, at, one)
        for one in parts
    )


def is_no_yes(form: Form, text: str) -> bool:
    """Whether a text on the card of this form may seem a yes and is none: «收到»; where nothing can be taken back, a mere «好的» too,
    and «发布», which is said of what the public reads.
    """
    if only_heard(text):
        return True
    if not form.irreversible or not (agrees(text) or control(text) == "confirm" or _sends(form, text)):
        return False
    goes = (
        form.sends
        and not publishes(text)
        and (names_deed(text) or (_sends(form, text) and _GOES.search(text)))
    )
    return not (goes or recognise(text, CONFIRMS) or among(text, form.yes))


def _says_yes(form: Form, text: str) -> bool:
    said = _LED.sub("", text)
    return any(agrees(one) or bool(among(one, form.yes)) or _sends(form, one) for one in (text, said) if one)


def does_it(conversation: Conversation, form: Form, at: FormState, text: str) -> bool:
    """«是的，撤了吧» on the card that takes something back."""
    verbs = form.deed(conversation.talk, at.values).verbs
    said = _LED.sub("", "".join(clauses(text)))
    return (
        bool(verbs)
        and re.fullmatch(rf"(?:{'|'.join(map(re.escape, verbs))})[了吧掉回它这条个]+", said) is not None
    )


def _sends(form: Form, text: str) -> bool:
    return bool(form.adds or form.sends) and sends(text)


def _stands_there(conversation: Conversation, form: Form, at: FormState, text: str) -> bool:
    """«嗯就是半个钟一家企业»: values that the card has already, and not a word besides; where others hear of the deed, or it takes
    something back, that is no yes («是志愿专家里没达标的才发»)."""
    talk = conversation.talk
    if not text.startswith(_YES_IT_IS) or form.sends or form.irreversible or form.deed(talk, at.values).verbs:
        return False
    said = meant(talk, form, at, text, corrects=True)
    free = [name for name in said.values if (slot := form.slot(name)) and (slot.free or slot.guessed)]
    same = all(at.values.get(name) == value for name, value in said.values.items())
    return said.whole and same and not free


def _says_again(form: Form, at: FormState, text: str) -> bool:
    """«他没来过» behind a plain yes, where the card tells just that in words."""
    said = _LED_BY_WHOM.sub("", text)
    told = [at.values.get(slot.name) for slot in form.slots if slot.free and not slot.hidden]
    return len(said) >= LEAST_AGAIN and any(isinstance(one, str) and said in one for one in told)


def _names(conversation: Conversation, form: Form, at: FormState, text: str) -> bool:
    what = pointed(text)
    if what is None:
        return False
    slot = form.slot(form.ref)
    other = slot.read(conversation.talk, text) if slot else None
    return other in (None, at.values.get(form.ref)) and bool(
        not what or which(what, {at.key: _told(conversation, at)}, loosely=True)
    )


def _done(conversation: Conversation, said: Said, text: str) -> Move | None:
    at = _meant(conversation, said.what)
    if said.act == OFF:
        return _off(conversation, at, said.what) if at else _taken_back(conversation, said, text)
    if at is None:
        return None
    here = at is conversation.current
    if said.act == SEND and here and conversation.at_card(at):
        return Steer("confirm")
    if said.act in (SEND, FIRST):
        return Steer("show", key=at.key)
    return Stay("kept", {KEEP: KEPT, LATER: POSTPONED}[said.act]) if here else None


def _off(conversation: Conversation, at: FormState, what: str) -> Move:
    """A part of what is being told is left out, where the words call only that; else the whole is given up."""
    part = without(conversation.talk, conversation.form_of(at), at, what) if what else None
    return part or Steer("cancel", key=at.key)


def _meant(conversation: Conversation, what: str) -> FormState | None:
    """The card in hand for «这个»; else the one of those that are being told whose words come nearest."""
    told = {at.key: at for at in conversation.dialogue.stack if _is_told(conversation, at)}
    if not what:
        return next((at for at in told.values() if at is conversation.current), None)
    found = which(what, {key: _told(conversation, at) for key, at in told.items()}, loosely=True)
    return told[found[0]] if len(found) == 1 else None


def _is_told(conversation: Conversation, at: FormState) -> bool:
    adds = conversation.form_of(at).adds
    return bool(adds and at.values.get(adds))


def _told(conversation: Conversation, at: FormState) -> str:
    """All that stands on a card, and what the choices are called that were taken."""
    talk, form = conversation.talk, conversation.form_of(at)
    known = [slot for slot in form.slots if not slot.hidden and slot.name in at.values]
    captions = [
        label
        for slot in known
        for label, value in slot.choices(talk, at.values)
        if value == at.values[slot.name]
    ]
    return " ".join([*(slot.show(at.values[slot.name]) for slot in known), *captions])


def _taken_back(conversation: Conversation, said: Said, text: str) -> Move | None:
    """No card is meant: something handed in, or what was cancelled a moment ago."""
    if not said.what:
        return None
    return _handed_in(conversation, text) or _dropped(conversation, said.what)


def _handed_in(conversation: Conversation, text: str) -> Move | None:
    talk, catalogue = conversation.talk, conversation.catalogue
    form = catalogue.serving(TAKES_BACK, talk.speaker.roles, text)
    slot = form.slot(form.ref) if isinstance(form, Form) else None
    ref = slot.read(talk, text) if slot else None
    if form is None or slot is None or ref is None:
        return None
    at = conversation.current
    if at is None or at.form != form.name:
        return Open(form.name, TAKES_BACK, about=ref)
    same = at.values.get(slot.name) == ref and conversation.at_card(at)
    return Steer("confirm") if same else Fill(Answer({slot.name: ref}, fit=Fit.WHOLE))


def _dropped(conversation: Conversation, what: str) -> Stay | None:
    at = conversation.dialogue.dropped
    if at is None or not _is_told(conversation, at) or not which(what, {0: _told(conversation, at)}):
        return None
    told = at.values[conversation.form_of(at).adds]
    why = "unsent" if conversation.current else "needless"
    return Stay(why, UNSENT.format(shorten(str(told), CALLED)))
