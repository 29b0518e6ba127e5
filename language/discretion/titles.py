"""People called by surname and title, or familiarly: 张厂长, 王总, 小李, 阿强, 免贵姓张."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion.spans import Kind, Span
from language.discretion.surnames import GIVEN, RARE, SHORT_TITLE, SURNAME, TITLE, USUAL
from language.lexicon import words_of

_FREE = r"(?:(?<![\u4e00-\u9fff])|(?<=[找请叫是问给和跟与由让被向对说位把])|(?<=联系)|(?<=[我咱他她]们))"
_NO_TITLE = "(?!事务所|费|证|资格|助理)"
_TITLED = re.compile(
    rf"(?:{_FREE}(?P<free>{SURNAME}{GIVEN}{{0,2}})|(?P<usual>[{USUAL}]{GIVEN}{{0,2}}|{RARE}))"
    rf"(?:{TITLE}|{SHORT_TITLE}){_NO_TITLE}"
)
_NO_SURNAME = frozenset("和时任同向于与从全管应经空通相关招区越师能查解包养别农班施钟高古")
"""What stands so before a title is mostly no surname: 农民工, 班主任, 施工, 和经理."""
_WORDS = frozenset(words_of("ordinary_pairs"))
_FAMILIAR = re.compile(
    rf"(?<![大最矮弱微从])(?!阿[里姨拉婆公胶根坝克]|[老小][何许])[小老阿](?:[{USUAL}]|(?<=阿)[\u4e00-\u9fff])"
    rf"(?=$|[^\u4e00-\u9fff]|[说讲问在跟去来管也都就打做把要想会能负联电是盖签收付寄送借欠买卖交办写接退的]|{TITLE})"
)
_SURNAMED = re.compile(rf"(?<!百)姓(?P<name>{SURNAME})(?![名氏])")


def found(text: str) -> Iterator[Span]:
    """What stands before a title, 小李, and the surname that somebody says."""
    for match in _TITLED.finditer(text):
        name = "free" if match["free"] else "usual"
        start, end = match.span(name)
        if text[start] not in _NO_SURNAME and text[max(0, start - 1) : start + 1] not in _WORDS:
            yield Span(start, end, Kind.SURNAME)
    yield from (Span(*match.span(), Kind.PERSON) for match in _FAMILIAR.finditer(text))
    yield from (Span(*match.span("name"), Kind.SURNAME) for match in _SURNAMED.finditer(text))
