"""What stops a deed before it is done: «先别», «别撤», «算了还是当吧», «缓一缓，先打电话问问», «开玩笑的»."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from language.contrasts import contrasted
from language.lexicon import any_of
from language.normalise import normalise

LONGEST = 40
"""Characters; whoever writes more than that tells something."""
_CLAUSES = re.compile(r"[,。;!~…\s]+")
_ASKS = re.compile(r"[?]$|[吗么]$|怎么|什么|为啥|哪")
_TURNS = re.compile(r"改[成为到在]?|换[成个]|不是.*是|应该|写错|记错|说错")
"""«先别发，时间改成四点» corrects what stands there, and stops nothing for good."""
_LEAD = (
    r"(?:哎呀?|唉|哦|噢|嗯|呃|那|就|我|您|你|请|麻烦|算了|算啦|要不|不对|不不|不是|等等|等下|等一下|等会儿?|慢着|慢点|先"
    r"|还是|暂时|暂|可以|也|都|又|这个?|那个?|它|这次|今天|现在|刚才的?|帮|给我|叫我)*"
)
_TAIL = r"(?:了|吧|啊|呀|哦|啦|嘛|的|呢|先|再说|算了|他|她|它|这个|那个|谢谢|掉|他们|她们)*"
_NO = r"(?:不要|不用|不想|不能|不必|不急着?|别急着?|别忙着?|不|别|甭|莫|勿)(?:用|要|急着|忙着)?"
_NEVER_MEANT = r"(?:没有?|不是|谁)(?:我|您|你|他|说|想|要|打算|让|叫)+"
"""«我没有要退出啊», «谁叫你撤的» of a deed that nobody wanted."""
_DEEDS = ("发", "办", "确认", "提交", "交", "报", "弄", "定", "搞", "操作", "处理", "做决定", "点")
"""What any card does, whatever it is for."""
_OTHERS_SAY = re.compile(
    r"(?:哎呀?|唉|不过|但是?|刚才|刚刚|,|\s){0,3}(?!我(?:说|讲|想|觉得)|你|您)(?P<who>[\u4e00-\u9fff]{1,8}?)(?:又|刚|也|都|还)?(?:说|讲|话|觉得|叫我|让我)(?:,|\s)?(?P<said>.{2,16})"
)
_MATTERS = ("管", "问", "找", "麻烦", "请", "用")
"""What is not done with a matter that was only to be asked about."""
_WEAK = re.compile(rf"{_LEAD}(?:等等|等下|等一下|算了|不急|慢着|不了|先)?{_TAIL}")


def stops(text: str, verbs: Collection[str] = (), opposites: Collection[str] = ()) -> bool:
    """Whether a text says of the deed in hand that it is not to be done.

    `verbs` name the deed («撤回», «撤»), `opposites` what happens where it is not done («还是当»). A reason may stand beside it; a
    correction, or a question, may not.
    """
    plain = normalise(text).text.strip()
    if len(plain) > LONGEST or _ASKS.search(plain) or _TURNS.search(plain) or contrasted(plain) != plain:
        return False
    parts = [one for one in _CLAUSES.split(plain) if one]
    stop = _pattern(tuple(verbs), tuple(opposites))
    return bool(parts) and any(stop.fullmatch(part) for part in (*parts, "".join(parts)))


def only_stops(text: str, verbs: Collection[str] = (), opposites: Collection[str] = ()) -> bool:
    """Whether all of a text does, so that it cannot be the words that a question asks for."""
    plain = normalise(text).text.strip()
    parts = [one for one in _CLAUSES.split(plain) if one]
    stop = _pattern(tuple(verbs), tuple(opposites))
    return stops(text, verbs, opposites) and all(stop.fullmatch(one) or _WEAK.fullmatch(one) for one in parts)


def others_stop(text: str) -> bool:
    """Whether somebody tells that those of one's own side would rather not: «我老公说先不弄了», «会计讲先别报»."""
    found = _OTHERS_SAY.match(normalise(text).text.strip())
    if not found or re.search(any_of("other_parties"), found["who"]):
        return False
    return only_stops(found["said"].strip(" ,。!"), _MATTERS)


@lru_cache(maxsize=256)
def _pattern(verbs: tuple[str, ...], opposites: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(map(re.escape, sorted({*verbs, *_DEEDS}, key=len, reverse=True)))
    ways = [rf"{_NO}(?:{named})", rf"{_NEVER_MEANT}(?:{named})(?:出|单|掉)?", any_of("stops")]
    if opposites:
        kept = "|".join(map(re.escape, sorted(opposites, key=len, reverse=True)))
        ways.append(rf"(?:要|想|继续|接着|照样?|仍旧?|愿意|留着|不走)*(?:{kept})(?:下去)?")
    one = "|".join(f"(?:{way})" for way in ways)
    return re.compile(rf"(?:{_LEAD}(?:{one}){_TAIL})+")
