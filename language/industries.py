"""A firm's trade: a section 门类 of GB/T 4754, read from what the firm is called, or from what it says that it does."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from language.data import rows
from language.normalise import LONGEST, normalise

_DOES = re.compile(
    r"(?:^|[,。;!?\s])(?:你好|您好|老师)?,?(?:我们?(?:家|这边|这里|这|主要|公司|厂|店)*|咱们?(?:家|厂|店)?|本(?:公司|厂|店)|公司(?:主要|一直)|自己)"
    r"(?:是|主要|一直|专门|平时|家|也)*(?P<verb>做|开|搞|卖|干|从事|经营|生产|加工|种|养|养殖|批发)(?:了|着|的是)?"
    r"(?:一?[家个间])?(?P<what>[^,。;!?\s]{1,14}?)(?P<end>的|生意|这行|这一行|行业|业务|[,。;!?\s]|$)"
)
_IS = re.compile(
    r"(?:^|[,。;!?\s])(?:我们?|咱们?)(?:是|这|这里是|这边是)?(?:一?[家个间])?(?P<what>[^,。;!?\s的]{2,10}?)(?:企业|公司)?(?:[,。;!?\s]|$)"
)
_NOT = re.compile(r"[不没]|怎么|想|要")
_OF_THE_VERB = {"卖": "F", "批发": "F", "生产": "C", "加工": "C", "种": "A", "养": "A", "养殖": "A"}
_FORMS = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|[(（][^)）]*[)）]|集团$|个体工商户$")
_OF_A_SENTENCE = frozenset({"培训", "工程", "咨询", "设备", "检测", "广告", "数据", "租赁", "维修", "招聘"})
"""Houses that are just as often what somebody wants."""


class _Section(NamedTuple):
    label: str
    houses: tuple[str, ...]
    wares: tuple[str, ...]


def trade_of_name(name: str) -> str | None:
    """The section that the name of a firm tells by its house, the last word that tells one: 蓝湾海鲜加工厂 is C."""
    core = _FORMS.sub("", _FORMS.sub("", normalise(name[:LONGEST]).text))
    return _last(core, _houses()) or _at_the_end(core, _wares())


def trade_told(text: str) -> str | None:
    """The section of which somebody says that their firm is: «我们是做水产养殖的». What a firm wants tells none."""
    plain = normalise(text[:LONGEST]).text
    for found in _DOES.finditer(plain):
        if not _NOT.search(found["what"]) and (code := _of_deed(found["verb"], found["what"])):
            return code
    for found in _IS.finditer(plain):
        if found["what"] not in _OF_A_SENTENCE and not _NOT.search(found["what"]):
            return _at_the_end(found["what"], _houses())
    return None


def trade_answered(text: str) -> str | None:
    """The same of an answer to the question for it: «餐饮», «C», «开小吃店的», «水果»."""
    plain = normalise(text[:LONGEST]).text.strip(" 。,!")
    by_name = next(
        (code for code, one in _sections().items() if plain in (code, code.lower(), one.label)), None
    )
    named = next((code for code, one in _sections().items() if one.label in plain), None)
    return (
        by_name or named or trade_told(f"我们{plain}") or trade_told(f"我们做{plain}") or trade_of_name(plain)
    )


_TRADE = re.compile(
    r"[一-龥]{2,8}?(?:行业|产业|(?<!企)(?<!创)(?<!毕)(?<!工)业)|[一-龥]{2,6}(?:企业|厂家|商家)"
)


def trades_named(text: str) -> tuple[str, ...]:
    """The sections that a text names as trades, in its order: «制造业和餐饮业», «建筑企业»; each once."""
    plain = normalise(text[:LONGEST]).text
    labels = [(plain.find(one.label), code) for code, one in _sections().items() if one.label in plain]
    words = [(found.start(), _of_trade(found[0])) for found in _TRADE.finditer(plain)]
    named = sorted([*labels, *((at, code) for at, code in words if code)])
    return tuple(dict.fromkeys(code for _, code in named))


def _of_trade(word: str) -> str | None:
    """«餐饮业» by its stem, else by itself («农业»)."""
    stem = re.sub(r"(?:行业|产业|业|企业|厂家|商家)$", "", word)
    return _at_the_end(stem, _houses()) or _at_the_end(word, _houses()) or _at_the_end(stem, _wares())


def label(code: str | None) -> str:
    """«制造加工»; «没说行业» of none, or of one that is not known."""
    return _sections()[code].label if code in _sections() else "没说行业"


def codes() -> tuple[str, ...]:
    """All there are, in their order."""
    return tuple(_sections())


def _of_deed(verb: str, what: str) -> str | None:
    """Of what is sold, made or grown the verb tells; else the words."""
    return (
        _at_the_end(what, _houses())
        or _OF_THE_VERB.get(verb)
        or _last(what, _wares())
        or _last(what, _houses())
    )


def _at_the_end(what: str, words: dict[str, str]) -> str | None:
    """The section of the word that stands last: «五金厂», «小吃店»."""
    found = [word for word in words if what.endswith(word)]
    return words[max(found, key=len)] if found else None


def _last(text: str, words: dict[str, str]) -> str | None:
    """The section of the word that ends last; of those that end together, of the longest."""
    ends = [
        (at + len(word), len(word), code) for word, code in words.items() if (at := text.rfind(word)) >= 0
    ]
    return max(ends)[2] if ends else None


@cache
def _sections() -> dict[str, _Section]:
    return {
        code: _Section(name, tuple(houses.split()), tuple(wares.split()))
        for code, name, houses, wares in rows("words/industries.tsv")
    }


@cache
def _houses() -> dict[str, str]:
    return {word: code for code, one in _sections().items() for word in one.houses}


@cache
def _wares() -> dict[str, str]:
    return {word: code for code, one in _sections().items() for word in one.wares}


def known(codes_or_names: Collection[str]) -> list[str]:
    """The codes that settings name, by code or by name. ValueError names what is neither."""
    by_name = {one.label: code for code, one in _sections().items()}
    if strange := [one for one in codes_or_names if one not in by_name and one not in _sections()]:
        raise ValueError(f"没有这些行业：{'、'.join(strange)}；有的是：{'、'.join(by_name)}")
    return [by_name.get(one, one) for one in codes_or_names]
