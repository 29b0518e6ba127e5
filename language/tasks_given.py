"""«派任务：12月20日前每站办一场走访», «给工作站派任务»: an order to give a task, apart from what is to be done."""

from __future__ import annotations

import re
from typing import NamedTuple

from language import regions

_WHOM = r"(?:(?:全部|全体|所有|各个?|每个?|辖区里?的?|我们的?|志愿|的|和|跟|与|、)*(?:专家|老师|工作站|站长|站|[\u4e00-\u9fff]{1,6}队)们?)*"
_ORDER = re.compile(
    r"(?:请|麻烦|帮我|我要|我想|想|要|再|来|那|就|[，,\s])*(?:给|向|对|让|叫)?(?P<whom>[^，,：:。\s]{0,16}?)"
    r"(?:派发?|交|布置|下达?|安排|发布?|分配)(?:一个|一项|一条|个|项|条)?任务[吧了啊]*(?:(?:给|交给)(?P<to>[^，,：:。\s]{1,16})(?=[，,：:\s]|$))?[，,：:。\s]*(?P<matter>.*)",
    re.DOTALL,
)
_ASKS = re.compile(r"[?？]|[吗呢么]$|怎么|没有?$")


class Given(NamedTuple):
    """Whom and what, as they were said; either may be empty."""

    whom: str
    matter: str


def task_given(text: str) -> Given | None:
    """The order at the head of a text; None where it begins with none, or asks."""
    found = _ORDER.fullmatch(text.strip())
    if found is None or _ASKS.search(text.strip()):
        return None
    return Given(found["to"] or found["whom"], found["matter"].strip())


def gives_task(text: str) -> bool:
    """Whether a text orders a task for holders of every place: only then is it surely a task, and no notice."""
    given = task_given(text)
    return given is not None and re.fullmatch(_WHOM, _without_places(given.whom)) is not None


def _without_places(whom: str) -> str:
    """«的站» of «赤坎的站»."""
    for place in reversed(list(regions.mentions(whom))):
        whom = whom[: place.start] + whom[place.end :]
    return whom
