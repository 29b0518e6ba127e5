"""Corrections in plain words: «不对，是两个半小时», «时长改成两个半小时»."""

from __future__ import annotations

import re

from handlers.engine.form import Form, Slot

_WRONG = r"(?:不对|不是|错了|说错了?|写错了?|记错了?|搞错了?|弄错了?|更正|纠正)"
_SORRY = re.compile(
    rf"^(?:哦|噢|哎|啊|抱歉|不好意思)?[，,。！!\s]*(?:{_WRONG}[，,。！!：:\s]*(?:应该是|其实是|改成|改为|是)?"
    r"|应该是|其实是|改成|改为|我是说)[，,：:\s]*"
)
_RATHER = re.compile(r"(?:应该|其实|明明)?是(?P<right>[^，,。]{1,12}?)[，, ]*不是[^，,。]{1,12}[。！!]?")
"""«是6家不是5家»: what is right stands first."""
_INTO = re.compile(
    r"[^，,。]{1,10}?(?:改成|改为|换成)(?!谁|什么|哪|多少|几)(?P<right>[^，,。]{1,20}?)[。！!吧]*"
)
"""«8家改成6家»"""
_CHANGE = r"(?:应该)?(?:改成|改为|换成|写成|应该是|应为)[：:\s]*"


def split(text: str) -> tuple[bool, str]:
    """Whether a text corrects what was said before, and what it says instead."""
    for pattern in (_RATHER, _INTO):
        if said := pattern.fullmatch(text.strip()):
            return True, said["right"].strip()
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


def doubted(form: Form, text: str) -> Slot | None:
    """The slot that a text finds fault with, without saying what is right: «领域不对», «我要改地区»."""
    for slot in form.slots:
        label = re.escape(slot.label)
        if slot.label and not slot.hidden and re.fullmatch(_DOUBT.format(label=label), text):
            return slot
    return None


_DOUBT = (
    r"(?:我?想?要?|请|帮我)(?:修改|更改|改一下|改)(?:一下)?{label}[吧。！!]*"
    r"|{label}(?:不对|不是|错了|有错|写错了|弄错了|搞错了|不准|要改|改一下)[吧了。！!]*"
)
