"""Which domains a message is about: the terms it uses and the trained model together."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from language import domains, model, regions, semantic
from language.corrections import Mention
from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL
from language.vocabulary import PLAIN, Vocabulary

Ranking = tuple[tuple[str, float], ...]

CERTAIN = 0.65
"""In cross-validation this asks for 17 % of needs (15 % with sentence vectors)."""
_BESIDE = 0.07
_FAINT = 0.08
_SHORTEST = 2
_SHARE = 0.45
_TELLING = 3.0
"""The weight of a term that settles the matter alone; a weaker one, such as 客户, only adds to what the model says."""
_EVERY_DIARY = re.compile(
    rf"""
      (?:{NUMERAL}[多来几]?|几|若干)(?:[家户间]|个(?!税|人))(?:(?!专精|高新|规上|小巨)[\u4e00-\u9fff]{{0,4}}(?:企业|公司|工厂|厂|店(?!铺)|商户|合作社|饭馆|餐馆|酒楼|民宿|档口))?
    | (?:腾讯|飞书|钉钉|企业微信|企微|微信|语音|线上|zoom|voov|teams)(?:视频|会议|直播|连线|群里?|语音|电话)+(?!系统|软件|平台|直播|运营|营销)
    | {NUMERAL}(?:个?半)?(?:小时|分钟|分|钟头|点)|[上下]午|[昨今前]天|[南北]京[东西]路|早上|晚上|志愿|日记|服务|企业|老板
    """,
    re.VERBOSE,
)
_MARKS = re.compile(r"[\s,。;:!?、()]+")
_ABOUT = re.compile(
    r"(?:讲解|讲|聊|谈|倾|唠|问|咨询|说|教|看|睇|弄|关于|主题|内容|题目|领域|解答|辅导|处理|解决|准备|写|做|办|帮\S{1,6}?(?=[改理查算]))"
    r"(?:是|了|的|过|咗|起)*((?:(?!讲|聊|谈|倾|唠|问)\S){2,})$"
)
"""What was talked about stands behind the verb."""
_CLAUSE = re.compile(r"([^,。;!?\s]*)[,。;!?\s]+")
_WISH = "想要怎能不没被把哪吗请求让给对跟来欠告骗缺找注开办租转族"
_INTRODUCTION = re.compile(
    rf"""
    (?:
      老师|专家|您好|你好|大家好
    | [^{_WISH}]{{0,14}}?(?:做|卖|搞|养|种|跑|经营|生产|加工|开)[^{_WISH}]{{1,12}}的(?:小?老板|个体户)?
    | (?:我们?|咱们?|俺们?)?(?:是|主要)?[做卖养种][^{_WISH}的了过]{{1,6}}
    | [^{_WISH}]{{0,16}}(?:(?<!加盟)店|厂|公司|合作社|档口?|铺子?|摊|企业|诊所|超市|农场|作坊|民宿|饭馆|小?老板|个体户)(?:的|一[个家枚])?
    )
    """,
    re.VERBOSE,
)
_STANDING = re.compile(
    r"(?:^|(?<=[,。;\s]))(?:我们?|公司)?(?:是|属于)?(?:国家级?|[省市]级?)?专精特新(?:中小|小巨人|企业)*(?:[,。;\s]+)(?=.{8})"
)
"""A title that the asker bears, told in passing."""
_BY_TRADE = re.compile(
    r"(?<![找请选开办想当])(?P<one>(?<!想做)(?<!注册)(?<!成立)(?<!对接)(?:[一那这某有]家|某))(?P<trade>[\u4e00-\u9fff]{2,4}?)(?=公司|企业|机构|集团|单位)"
)
"""给一家进出口公司加工了衬衫: what a party trades in is not what is asked about."""
_OFFICES = re.compile(
    r"(?:工信|发改|经信|经发|商务|科技|科工信|科工贸信|财政)(?:局|委|厅)|街道办(?:事处)?|(?:区|县|镇|乡)政府"
)
"""Who asks for a list of figures, or sent somebody here; what the name has in it is not what is asked about."""
_LEAST = 8
_SPLIT = re.compile("[了过咗]")
"""Parts a verb from its object: 看了账 is 看账."""


class Told(NamedTuple):
    """Domains of a service; `guessed` where no known term tells them."""

    codes: tuple[str, ...]
    guessed: bool = False


def of_diary(text: str, vocabulary: Vocabulary = PLAIN, known: Iterable[Mention] = ()) -> Told:
    """Domains of a service told of, most telling first; none where no topic shows.

    What is `known` has been read as a day, a place, a house or a length, and tells no subject.
    """
    subject = _subject(_without(text, known))
    scores = domains.evidence(subject, vocabulary) or domains.evidence(_SPLIT.sub("", subject), vocabulary)
    scores.pop("other", None)
    if not scores:
        return Told(_unspoken(subject), guessed=True)
    top = max(_TELLING, *scores.values())
    if len(scores) < 2 and top in scores.values():
        return Told(tuple(scores))
    chances = dict(of_need(subject, vocabulary, deep=False))
    weight = {code: scores.get(code, 0.0) / top + chances[code] for code in chances if code != "other"}
    best = max(weight.values())
    ranked = sorted(weight, key=lambda code: -weight[code])
    return Told(tuple(code for code in ranked if weight[code] >= best * _SHARE)[:3])


def _without(text: str, known: Iterable[Mention]) -> str:
    chars = list(text)
    for found in known:
        chars[found.start : found.end] = " " * (found.end - found.start)
    return "".join(chars)


def _subject(text: str) -> str:
    """A diary without the words that every diary has: whom it served, when and how long."""
    return _EVERY_DIARY.sub(" ", text)


def _unspoken(subject: str) -> tuple[str, ...]:
    """Where no term is known, the likeliest domains of what was talked about; a diary always has its subject."""
    told = _told(subject)
    if len(told) < _SHORTEST:
        return ()
    ranked = [pair for pair in of_need(told, deep=False) if pair[0] != "other"]
    return tuple(code for code, chance in ranked[:2] if chance >= max(_FAINT, ranked[0][1] * _SHARE))


def _told(subject: str) -> str:
    """The words after «讲», «聊», «问» and the like, or else the longest that are left."""
    pieces = [piece for piece in _MARKS.split(subject) if piece]
    after = [spoken[1] for piece in pieces if (spoken := _ABOUT.search(piece))]
    return max(after or pieces, key=len, default="")


def of_need(text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> Ranking:
    """Every domain with its probability, likeliest first."""
    chances = model.load().chances(_asked(text), vocabulary, deep=deep)
    return tuple(sorted(chances.items(), key=lambda pair: -pair[1]))


def remember(message: str) -> None:
    """Work out the sentence vector that reading a need and pairing it will ask for; nothing without the encoder."""
    if semantic.installed():
        semantic.vector(_asked(normalise(message[:LONGEST]).text))


def _asked(text: str) -> str:
    return _OFFICES.sub("部门", request(text))


def request(text: str) -> str:
    """A need without the opening that tells who asks: a maker of moulds may ask about anything."""
    text = _BY_TRADE.sub(r"\g<one>", _STANDING.sub("", text))
    return text[introduced(text) :]


def introduced(text: str) -> int:
    """Where a need begins behind the opening that tells who asks, and where."""
    start = 0
    while (clause := _CLAUSE.match(text, start)) and len(text) - clause.end() >= _LEAST:
        if not (_INTRODUCTION.fullmatch(clause[1]) or _is_whereabouts(clause[1])):
            break
        start = clause.end()
    return start


def _is_whereabouts(clause: str) -> bool:
    """南京江宁开发区, 我们宁波的: no more than where somebody is."""
    places = regions.mentions(clause)
    return bool(places) and len(clause) - sum(place.end - place.start for place in places) <= 4


def beside(ranked: Ranking) -> tuple[str, ...]:
    """Further domains that fit as well."""
    return tuple(code for code, chance in ranked[1:3] if code != "other" and chance >= _BESIDE)


def is_sure(ranked: Ranking) -> bool:
    """Whether the first domain is likely enough not to ask."""
    return ranked[0][1] >= CERTAIN
