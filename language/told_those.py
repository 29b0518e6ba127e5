"""«他们几个都提醒一下», «给这些站发个通知，周四开会», «催他补日记»: an order to tell something to those who were shown just now."""

from __future__ import annotations

import re
from typing import NamedTuple

from language.normalise import LONGEST, normalise

ANYBODY, EXPERT, STATION, ENTERPRISE = "", "expert", "station", "enterprise"
_KINDS = ((EXPERT, "专家|老师"), (STATION, "站"), (ENTERPRISE, "企业|公司|单位|厂"))
_COUNT = r"[几两三四五六七八九十\d]{1,2}"
_SORT = r"(?P<sort>人|专家|老师|工作站|站长|站|企业|公司|单位|厂家?)?们?"
_MANY = (
    rf"(?P<many>[他她]们(?:{_COUNT}[个位家])?|[这那](?:些|{_COUNT}[个位家])|{_COUNT}[个位家](?=都|全|一起)"
    rf"|(?:上面|刚才|刚刚|前面)(?:列|说|查|看)?(?:出来)?的?[这那]?(?:些|{_COUNT}[个位家])|以上(?:这些)?)的?"
)
_ONE = r"(?:[他她](?!们)|[这那](?:一?[个位家])(?=人|专家|老师|站|工作站|企业|单位|厂|提|催|通|说|发))"
_WHOM = rf"(?:{_MANY}|{_ONE}){_SORT}"
_LEAD = r"(?:请|麻烦[您你]?|帮我|那就?|就|再|都|也|把|去|先|[,\s])*"
_ALL = r"(?:都|全部?|也|再|先|挨个|一起|给我|帮我|还是)*"
_NOTE = r"(?:(?:一?[个条份])?(?:通知|消息|信息|短信|招呼|提醒)|[一两]?[声下句遍])"
_REMINDS = "提醒|催一?催?|叫|让|要求"
_ORDERS = tuple(
    re.compile(f"{_LEAD}{order}[吧了]?[,:。\\s]*(?P<words>.*)", re.DOTALL)
    for order in (
        rf"(?P<verb>{_REMINDS}|通知|告诉|知会|转告)(?:一?[下声])?{_WHOM}{_ALL}{_NOTE}?",
        rf"(?:给|跟|向|对|和|把)?{_WHOM}{_ALL}(?P<verb>{_REMINDS}|通知|知会|群?发|说|讲|打){_NOTE}+",
    )
)
_NO_ORDER = re.compile(r"[?]|[吗呢么]$|^(?:了|过|没|不)|^的|为什么|怎么|是不是|有没有")
_NOTHING = re.compile(r"(?:一?[下声句遍]|[吧了啊呀,。!\s])*")


class ToldThose(NamedTuple):
    """Whether it is for several, of which kind (expert, station, enterprise; empty for any), and what they are told, if anything."""

    several: bool
    kind: str
    words: str


def told_those(text: str) -> ToldThose | None:
    """The order that a whole text is; None where it orders nothing of the kind, or asks."""
    message = normalise(text[:LONGEST])
    found = next((match for one in _ORDERS if (match := one.fullmatch(message.text))), None)
    if found is None or _NO_ORDER.search(found["words"].rstrip()):
        return None
    if found["many"] is None and found["verb"] in ("叫", "让", "要求"):
        return None  # «让他休息吧» is said of him, and is no message to him
    kind = next((kind for kind, words in _KINDS if re.search(words, found["sort"] or "")), ANYBODY)
    words = "" if _NOTHING.fullmatch(found["words"]) else message.written(*found.span("words")).strip()
    asked = words and re.fullmatch(_REMINDS, found["verb"]) and not words.startswith("请")
    return ToldThose(found["many"] is not None, kind, f"请{words}" if asked else words)
