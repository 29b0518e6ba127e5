"""What is no name, though it was said where one was asked for: a number, a yes, a question; a place alone; mere talk."""

import re
from functools import cache

from language import assent, contacts, regions
from language.data import rows
from language.lexicon import any_of, words_of
from language.small_talk import is_small_talk
from language.spoken import is_sentence

_MARKS = re.compile(r"[\s,。.、!~:;…'\"“”()-]+")
_ASKS = re.compile(r"\?|[吗呢么]$|^(?:谁|哪|为何|几)")
_TALKS = re.compile(any_of("talk"))
_SPEAKS_ON = re.compile(r"(?<![网酒书水氧茶])吧$|[啊呀哦嗯啦]$|(?<!美)的$")
_BEGINS = re.compile(r"[想要请帮问找给把被让去还再又很太没这那]|等(?!等)|在(?!.*店)")
_AMOUNT = re.compile(
    r"[零〇一二两俩三仨四五六七八九十廿卅百千\d.:/%-]+(?:个?小时|分钟?|[年月日号点天周岁人名位家户间次场元块万米]|公里)*"
)
_WHEN = re.compile(
    r"(?=.*(?:[上下中]午|晚上|傍晚|凌晨|点|:|星期|礼拜))"
    r"(?:改到?|到)?(?:[今明昨后前]天?|大后天|[上下这本]?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]?)?(?:早上?|上午|中午|下午|傍晚|晚上?|夜里|凌晨)?"
    r"(?:[零〇一二两俩三仨四五六七八九十廿卅百千\d.]+[点时:](?:半|钟|[一三两]刻|[零〇一二两俩三仨四五六七八九十廿卅百千\d.]+分?)?)?(?:开始|左右|以?[前后]|见面?)?"
)
"""«下午两点», «周五上午» say when."""
_ADDRESS = re.compile(r"(?:镇|乡|村|街道?|路|大道|巷|小区|社区|[\d一二三四五六七八九十]+号?[楼栋室]?)$")
_ELSEWHERE = re.compile(r"@|https?:|www\.", re.IGNORECASE)


def is_no_name(plain: str) -> bool:
    """Whether the whole of a (normalised) answer is surely no name of a person nor of a house, by whatever it is led."""
    word = _MARKS.sub("", plain).lower()
    return (
        not re.search(r"[^\W\d_]|[\U00020000-\U0003ffff]", word)
        or word in words_of("no_names")
        or word in _terms()
        or _answers_otherwise(word)
        or is_small_talk(plain)
        or bool(_ASKS.search(plain.strip()) or _AMOUNT.fullmatch(word) or _WHEN.fullmatch(word))
        or _ELSEWHERE.search(plain) is not None
        or contacts.phone(plain) == word
    )


def is_talk(plain: str) -> bool:
    """Whether an answer speaks rather than names: «还没想好», «你猜», «稍等», «字打错了»."""
    spoken = _TALKS.search(plain) or _BEGINS.match(plain) or _SPEAKS_ON.search(plain.strip(" ,。!~"))
    return bool(spoken) or is_sentence(plain)


def is_place(plain: str) -> bool:
    """Whether a text names places and streets and nothing else: «赤坎», «湛江市霞山区», «赤坎区中山二路»."""
    rest, end = plain.strip(" ,。!"), 0
    for place in regions.mentions(rest):
        if place.start == end:
            end = place.end
    tail = rest[end:]
    return bool(end) and (
        not tail or tail in ("市", "区", "县", "那边", "这边") or bool(_ADDRESS.search(tail))
    )


def _answers_otherwise(word: str) -> bool:
    return any(
        says(word)
        for says in (assent.is_yes, assent.is_no, assent.is_had, assent.is_lacking, assent.is_court)
    )


@cache
def _terms() -> frozenset[str]:
    """What a problem is told with: «贷款», «商标»."""
    return frozenset(term for _, _, terms in rows("terms.tsv") for term in terms.split())
