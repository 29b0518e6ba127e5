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
_MEASURED = re.compile(
    r"(?:[零〇一二两俩三仨四五六七八九十廿卅百千万亿\d.][零〇一二两俩三仨四五六七八九十廿卅百千万亿几多来余\d.]*)个?(?:来|多|几)?"
    r"(?:平方米?|平米?|吨|公?斤|亩|[万亿]元?|块钱?|米|箱|台|辆|批|天|个?月|年|号|[元人名位]|分钟?|小时|钟头?|个钟|成|倍|百分点|%)半?"
    r"(?:左右|上下|出头|以上|吧|啊|才对|就对了|才是|先啱|[,。!])*(?=\s|$)"
)
"""How much something is, last in a text: «大概八百来吨», «仓库两千三百平», «是下个月五号»."""
_DAY = (
    r"[上下这本]个?(?:月|星期|礼拜)|(?:星期|礼拜)[一二三四五六日天]|大?[前后]天|[琴听寻]日|\d{1,2}月\d{1,2}[号日]"
    r"|(?:[上下这本]?周[一二三四五六日]|[今明昨前后][天日]|[去今明前]年)(?=[上下中早晚要再就才去来有没到行可能前后吧的,\s]|$)"
)
"""周 is a surname, and 今日香 a shop."""
_OF_A_DAY = re.compile(rf"(?:不对|错了|是|系|应该|就|改到?|[,\s]){{0,4}}(?:{_DAY})")
"""A day before anything else: «下礼拜五复查», «星期二行不行»."""
_OF_A_NUMBER = re.compile(
    r"(?:不对|错了|[,\s]){0,4}(?:前面|后面|中间|最后|末尾|尾号|开头)(?:那?[两三四五六七八几\d]个?[位字]数?)?(?:应该|就)?(?:是|系)"
)
"""«后面是七七八八» is of a telephone."""
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
    return bool(spoken) or _is_of_figures(plain) or is_sentence(plain)


def _is_of_figures(plain: str) -> bool:
    """Whether an answer tells an amount, a day or a part of a number."""
    return bool(_MEASURED.search(plain) or _OF_A_DAY.match(plain) or _OF_A_NUMBER.match(plain))


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
