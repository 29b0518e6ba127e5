"""确认 / 取消 / 返回 / 修改 / 跳过 / 恢复, the same in every form."""

from __future__ import annotations

import re

from handlers.engine import fill, pausing, pieces, reading_out, several_cards
from handlers.engine.catches import Catch
from handlers.engine.conversation import Conversation
from handlers.engine.slots import caught, pending
from handlers.engine.state import FormState
from handlers.engine.stopping import forgo, stop
from handlers.message import Reply
from handlers.rendering.plain import shorten
from programme.roles import HOLDERS


def applies(conversation: Conversation, word: str) -> bool:
    """Whether there is anything that the word could steer, or anything to say to it."""
    return word in ("resume", "help") or word in (STEERS if conversation.current else _IDLE)


_GIVES_UP_FOR = re.compile(
    r"^(?:哎|唉|哦|噢|嗯|那|呃|等等|等下|先)*[，,。.…\s]*"
    r"(?:算了|不用了|不弄了|不填了|不记了|不问这个了?|(?:先)?不说(?:这|那)个了?|(?:先)?不管(?:这|那)个了?|别管(?:这|那)个了?)"
    r"[吧啊了]*[，,。.!！…~；;\s]*(?P<rest>\S.{3,})$",
    re.DOTALL,
)
_ANOTHER = re.compile(
    r"^(?:还是)?(?:先)?(?:我(?:其实|就|是|只|现在|真正|更|最|主要)*(?:想问|要问|问的|急的|关心的|想说的|想说|想要的)"
    r"|(?:想|先)?(?:请)?问(?:一下|一声|个|下|你)|其实我|换个?(?:事|问题|话题)|说(?:说)?(?:另|别)|另外(?:一件|有件))"
)


def turns_to(text: str) -> str:
    """What comes after «算了», where more than that is said; empty for anything else."""
    found = _GIVES_UP_FOR.match(text.strip())
    return found["rest"] if found else ""


def names_another(text: str) -> bool:
    """Whether words begin as those do that go over to another matter: «我想问的是…», «换个问题…»."""
    return _ANOTHER.match(text) is not None


def steer(conversation: Conversation, word: str, slot: str = "") -> list[Reply]:
    """Do what the word says; for «change», to one slot where it is named."""
    at = conversation.current
    if word == "resume":
        return conversation.bring_back()
    if word == "help":
        helps = conversation.catalogue.help
        return [helps.in_form(conversation) if at else helps.menu(conversation, "")]
    if at is None and word in pausing.IDLE:
        return pausing.IDLE[word](conversation)
    if at is None:
        leaving = LEAVING if word == "cancel" and conversation.talk.speaker.roles & HOLDERS else ""
        return [Reply(_IDLE[word] + leaving)]
    if slot:
        fill.change(at, slot)
        return conversation.go_on(at)
    return STEERS[word](conversation, at)


def _confirm(conversation: Conversation, at: FormState) -> list[Reply]:
    if conversation.at_card(at):
        return conversation.go_on(at) if _caught(conversation, at) else conversation.submit(at, _left_out(at))
    if at.choosing:
        fill.back(conversation.talk, conversation.form_of(at), at)
        return conversation.go_on(at, "没有改动。")
    missing = pending(conversation.talk, conversation.form_of(at), at)
    lacks = f"还差「{missing.label}」" if missing and missing.label else "还差一项"
    return conversation.go_on(at, f"{lacks}，说完就能确认。")


def _left_out(at: FormState) -> str:
    """What was offered to be put in, and is not in what was confirmed."""
    words = pieces.all_beside(at)
    return LEFT_OUT.format(shorten(words, CALLED)) if words else ""


def _caught(conversation: Conversation, at: FormState) -> Catch | None:
    return caught(conversation.talk, conversation.form_of(at), at)


def _sure(conversation: Conversation, at: FormState) -> list[Reply]:
    """The answer by which the deed is done all the same, unless something else stands in its way."""
    catch = _caught(conversation, at) if conversation.at_card(at) else None
    if catch and catch.yes:
        at.values |= catch.known
        at.anew = False
    return _confirm(conversation, at)


def _cancel(conversation: Conversation, at: FormState) -> list[Reply]:
    return conversation.give_up(at)


def _back(conversation: Conversation, at: FormState) -> list[Reply]:
    moved = fill.back(conversation.talk, conversation.form_of(at), at)
    return conversation.go_on(at, "" if moved else "这就是第一步。")


def _change(conversation: Conversation, at: FormState) -> list[Reply]:
    if not conversation.form_of(at).card:
        return conversation.go_on(at, "这里没有要改的。")
    fill.change(at)
    return conversation.go_on(at)


def _show(conversation: Conversation, at: FormState) -> list[Reply]:
    return conversation.go_on(at, "好，先说这件。")


def _skip(conversation: Conversation, at: FormState) -> list[Reply]:
    skipped = fill.skip(conversation.talk, conversation.form_of(at), at)
    return conversation.go_on(at, "" if skipped else "这一项少不了。")


LEFT_OUT = "“{}”没有写进去，要补再说一遍。"
CALLED = 16
LEAVING = "要退出志愿服务，说「申请退出」。"
"""退出 is a word for cancelling too; a holder may have meant the title."""
STEERS = {
    "confirm": _confirm,
    "sure": _sure,
    "cancel": _cancel,
    "stop": stop,
    "forgo": forgo,
    "back": _back,
    "change": _change,
    "skip": _skip,
    "show": _show,
    "add": pieces.take_up,
    "apart": pieces.set_apart,
    "pause": pausing.pause,
    "on": pausing.go_on,
    "where": pausing.say_where,
    "read": reading_out.read_out,
    "cancel_all": several_cards.cancel_all,
    "only": several_cards.keep_only,
    "left": several_cards.say_left,
}
_IDLE = {
    "confirm": "现在没有等您确认的。",
    "cancel": "现在没有在办的，不用取消。",
    "back": "现在没有在办的。",
    "skip": "现在没有在办的。",
}
