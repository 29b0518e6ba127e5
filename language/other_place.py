"""«坡头呢», «霞山这个月几条需求 坡头呢»: a question that is asked of another place too."""

from __future__ import annotations

import re

from language import regions
from language.normalise import LONGEST, normalise

_ALONE = re.compile(r"(?:那么?|还有|[,\s])*(?P<place>[\u4e00-\u9fff]{2,8}?)(?:那边|那里|的)?呢[?\s]*")
_BESIDE = re.compile(
    r"(?P<asked>.{4,}?)[吗呢]?[,;?。\s]+(?:那么?|还有)?(?P<place>[\u4e00-\u9fff]{2,8}?)(?:那边|那里|的)?呢[?\s]*"
)
_QUESTION = re.compile(r"[几谁哪]|多少|什么|怎么样|有没有|情况|[吗呢?]$")


def place_asked(text: str) -> str:
    """The place of which alone a text asks: 坡头 of «坡头呢»; empty where it says anything else."""
    found = _ALONE.fullmatch(normalise(text[:LONGEST]).text.strip())
    return found["place"] if found and _named(found["place"]) == [found["place"]] else ""


def of_another_place(question: str, text: str) -> str:
    """The question with the place that the text asks of in the place of its own; empty where it has not just one."""
    named = _named(question)
    if len(named) != 1 or not _QUESTION.search(question):
        return ""
    return question.replace(named[0], place_asked(text), 1)


def of_each_place(text: str) -> tuple[str, ...]:
    """The questions that a text asks of two places; empty where it asks one."""
    found = _BESIDE.fullmatch(normalise(text[:LONGEST]).text.strip())
    other = of_another_place(found["asked"], f"{found['place']}呢") if found else ""
    return (found["asked"], other) if found and other else ()


def _named(text: str) -> list[str]:
    """The places that a text names, each as it is written."""
    return list(dict.fromkeys(text[one.start : one.end] for one in regions.mentions(text)))
