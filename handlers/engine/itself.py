"""What a message says of the very thing that is being filled in, by its name: «刚才的活动总结取消», «这个总结发过去»."""

from __future__ import annotations

import re

from handlers.engine import labels
from handlers.engine.form import Form, Slot
from handlers.engine.labels import label
from handlers.rendering.plain import shorten
from language.amendments import clauses

_TAKES_BACK = re.compile(r"[撤取退删消停关移截]|解除")
_LEADS = r"(?:[把请先就那这我]|算了[，,]?|还是|麻烦|都|帮我)*"
_POINTS = r"(?:(?:刚才|刚刚|上面|前面)的?(?:[那这]?[个份条篇次场张])?|[那这][个份条篇次场张])的?"
_OFF = r"(?:取消|不要|不办|不发|不交|不写|不弄|不存|不记|别存|别记|作废|撤|撤掉|删掉|删除|删|放弃)[了掉吧]*"
_NOT_KEPT = r"(?:不要|不用|别|不)(?:再)?(?:存|记|发|交|报|提交|写)(?:进去|上去|出去)?"
_ON = r"(?:给[^,，。]{1,8})?(?:发|交|报|送|提交|转)(?:给[^,，。]{1,8}|过去|上去|出去|一下|掉)?[了吧]*"
_STOPS = " 。！!，,"
_QUOTED = 12


def drops(form: Form, text: str) -> bool:
    """Whether a text gives up a form by its name. A form that itself takes something back is not called so."""
    if not form.card or _TAKES_BACK.search(form.title) or form.syntax(text):
        return False
    it = rf"{_LEADS}(?:{_POINTS}(?:{_names(form)})?|(?:{_names(form)}))"
    beside = rf"(?:[，,\s]+{_LEADS}{_OFF})*"
    wordings = (
        rf"{it}{_LEADS}{_OFF}{beside}",
        rf"{_LEADS}{_OFF}{it}[吧了]*{beside}",
        rf"{_LEADS}{_NOT_KEPT}{it}[吧了]*{beside}",
    )
    return any(re.fullmatch(wording, text.strip(_STOPS)) for wording in wordings)


def misplaced(form: Form, slot: Slot, text: str) -> str:
    """What is said to words that cannot be the text which is asked for; nothing where they may be."""
    sends = re.fullmatch(rf"{_LEADS}{_POINTS}(?:{_names(form)})?{_LEADS}{_ON}", text.strip(_STOPS))
    said = clauses(text, labels.spoken(form))
    corrects = bool(said) and all(one.corrects and one.old and one.new for one in said)
    return f"“{shorten(text, _QUOTED)}”没写进去，{label(slot)}还没有。" if sends or corrects else ""


def without_its_name(form: Form, text: str) -> str:
    """«培训时间改到…» of a training is said of its 时间: its name is left out where it stands before that of a slot."""
    slots = sorted(
        {one for slot in labels.labelled(form) for one in labels.names(slot)}, key=len, reverse=True
    )
    name = (
        re.match(
            rf"(?P<leads>{_LEADS})(?:{_POINTS})?(?:{_names(form)})的?(?=(?:{'|'.join(map(re.escape, slots))}))",
            text,
        )
        if slots
        else None
    )
    return name["leads"] + text[name.end() :] if name else text


def _names(form: Form) -> str:
    names = {form.title, form.title[-2:], *([form.card, form.card[-2:]] if form.card else [])}
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
