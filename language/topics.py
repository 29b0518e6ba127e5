"""Which domains a message is about: the terms it uses and the trained model together."""

import re
from collections.abc import Iterable

from language import domains, model
from language.corrections import Mention
from language.numerals import NUMERAL
from language.vocabulary import PLAIN, Vocabulary

Ranking = tuple[tuple[str, float], ...]

_CERTAIN = 0.6
"""In cross-validation this asks for 17 % of needs (13 % with sentence vectors)."""
_BESIDE = 0.1
_FAINT = 0.2
_SHARE = 0.45
_EVERY_DIARY = re.compile(
    rf"(?:{NUMERAL}[多来几]?|几|若干)(?:[家户间]|个(?!税|人))(?:(?!专精|高新|规上|小巨)[\u4e00-\u9fff]{{0,4}}(?:企业|公司|工厂|厂|店(?!铺)|商户|合作社|饭馆|餐馆|酒楼|民宿|档口))?|"
    rf"{NUMERAL}(?:个?半)?(?:小时|分钟|分|钟头|点)|[上下]午|[昨今前]天|早上|晚上|志愿|日记|服务|企业|老板"
)
_SPLIT = re.compile("[了过咗]")
"""Parts a verb from its object: 看了账 is 看账."""


def of_diary(text: str, vocabulary: Vocabulary = PLAIN, known: Iterable[Mention] = ()) -> tuple[str, ...]:
    """Domains of a service told of, most telling first; () where no topic shows.

    What is `known` has been read as a day, a place, a house or a length, and tells no subject.
    """
    subject = _subject(_without(text, known))
    scores = domains.evidence(subject, vocabulary) or domains.evidence(_SPLIT.sub("", subject), vocabulary)
    scores.pop("other", None)
    if len(scores) < 2:
        return tuple(scores) or _unspoken(subject)
    top = max(scores.values())
    chances = dict(of_need(subject, vocabulary, deep=False))
    weight = {code: scores.get(code, 0.0) / top + chances[code] for code in chances if code != "other"}
    best = max(weight.values())
    return tuple(
        code for code in sorted(weight, key=lambda code: -weight[code]) if weight[code] >= best * _SHARE
    )[:3]


def _without(text: str, known: Iterable[Mention]) -> str:
    chars = list(text)
    for found in known:
        chars[found.start : found.end] = " " * (found.end - found.start)
    return "".join(chars)


def _subject(text: str) -> str:
    """A diary without the words that every diary has: whom it served, when and how long."""
    return _EVERY_DIARY.sub(" ", text)


def _unspoken(text: str) -> tuple[str, ...]:
    """Where no term is known the likeliest domains, unless no subject at all is the likeliest."""
    ranked = of_need(text, deep=False)
    if ranked[0][0] == "other" or ranked[0][1] < _FAINT:
        return ()
    return tuple(code for code, chance in ranked[:3] if code != "other" and chance >= ranked[0][1] * _SHARE)


def of_need(text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> Ranking:
    """Every domain with its probability, likeliest first."""
    chances = model.load().chances(text, vocabulary, deep=deep)
    return tuple(sorted(chances.items(), key=lambda pair: -pair[1]))


def beside(ranked: Ranking) -> tuple[str, ...]:
    """Further domains that fit as well."""
    return tuple(code for code, chance in ranked[1:3] if code != "other" and chance >= _BESIDE)


def is_sure(ranked: Ranking) -> bool:
    """Whether the first domain is likely enough not to ask."""
    return ranked[0][1] >= _CERTAIN
