"""Corrections in plain words: «不对，是两个半小时», «时长改成两个半小时»."""

from __future__ import annotations

import re

from handlers.form import Form, Slot

_WRONG = r"(?:不对|不是|错了|说错了?|写错了?|记错了?|搞错了?|弄错了?|更正|纠正)"
_SORRY = re.compile(
    rf"^(?:哦|噢|哎|啊|抱歉|不好意思)?[，,。！!\s]*(?:{_WRONG}[，,。！!：:\s]*(?:应该是|其实是|改成|改为|是)?"
    r"|应该是|其实是|改成|改为|我是说)[，,：:\s]*"
)
_CHANGE = r"(?:应该)?(?:改成|改为|换成|写成|应该是|应为)[：:\s]*"


def split(text: str) -> tuple[bool, str]:
    """Whether a text corrects what was said before, and what it says instead."""
    found = _SORRY.match(text)
    return (True, text[found.end() :].strip()) if found else (False, text)


def named(form: Form, text: str) -> tuple[Slot, str] | None:
    """The slot that a text names to change, and the new value: «把领域改成法律»."""
    for slot in form.slots:
        if slot.hidden or not slot.label:
            continue
        found = re.match(rf"^(?:请|帮我)?(?:把|将)?{re.escape(slot.label)}{_CHANGE}(.+)$", text)
        if found:
            return slot, found[1].strip()
    return None
