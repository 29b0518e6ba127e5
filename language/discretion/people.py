"""Names of people: those that are known, behind what somebody is called or is, and on their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from language import regions
from language.discretion import titles
from language.discretion.plain import plain
from language.discretion.spans import Kind, Span
from language.discretion.surnames import GIVEN, RARE, SHORT_TITLE, SURNAME, TITLE, USUAL
from language.lexicon import any_of

_HAN = f"(?:[\u4e00-\u9fff]|{RARE})"
_END = "(?=$|[^\u4e00-\u9fff])"
_CALLED = re.compile(
    rf"(?:{any_of('introductions')}|[人他她工户]叫|叫做?)[:是叫为 ]{{0,3}}"
    rf"(?P<name>{SURNAME}{_HAN}{{1,2}}(?:·{_HAN}+)?)"
    rf"(?=$|[^\u4e00-\u9fff]|电话|手机|微信|先生|女士|同志|名下|[的是在说和及与跟收转])"
)
_ROLE = any_of("roles_of_people")
_DOES = "[没不在被要把向去从已曾还欠离请上签受说提辞告索跟和与的是找借租拿叫给来也都就将本摔跌跑砸烫夹断死住晕骗偷闹走手脚腿头眼]"
_ROLE_END = "[工户机员东人商告会纳家儿婆子夫厨安傅]"
"""What such words end in."""
_OTHER = "[里姨拉婆公胶根坝克洲太马运军热麻尔富]"
"""阿里, 阿姨, 亚洲, 亚麻: no names."""
_OWN = f"[{USUAL}黄林叶高夏马方江](?:{GIVEN}{{1,2}}|[小大一子学思]{GIVEN})"
_MET = re.compile(
    rf"(?:(?<!{_HAN})|(?<=的))(?P<alone>{_OWN})(?:{_END}|(?={_DOES}))"
    rf"|(?:{_ROLE}|找|问|联系|跟|和|由|请|叫)(?P<who>{_OWN})(?:{_END}|(?={_DOES}))"
    rf"|(?:{_ROLE})(?P<named>[{USUAL}]{_HAN}{{1,2}}){_END}"
    rf"|(?P<rare>(?:{SURNAME})?(?:(?:{RARE})+{GIVEN}?|{GIVEN}(?:{RARE})+))"
)
_DEAR = re.compile(rf"(?:(?<={_ROLE_END})(?:{SURNAME})?|{SURNAME})[阿亚](?!{_OTHER}){_HAN}")
"""林阿妹, 员工阿珍: so is nobody called but people."""
_NO_NAME = re.compile(
    rf"[的在了是你他她们做任有与吗呢啊吧想请问公司企业单位厂店家元年日号个被]|^(?:{any_of('not_person_names')})"
)
_WITH_TITLE = re.compile(rf"(?P<name>{SURNAME}{GIVEN}{{0,2}})(?:{TITLE}|{SHORT_TITLE})")
_SHORTEST = 2


def found(text: str, known: Collection[str]) -> Iterator[Span]:
    """Names of people, those that are known first; a name found once is found wherever it stands."""
    for name in known:
        yield from _known(text, plain(name).text.strip())
    yield from (Span(*match.span(), Kind.PERSON) for match in _DEAR.finditer(text))
    yield from titles.found(text)
    names = {text[span.start : span.end] for span in _introduced(text)}
    for name in sorted(names, key=lambda one: (-len(one), one)):
        yield from _everywhere(text, name)


def _introduced(text: str) -> Iterator[Span]:
    for match in (*_CALLED.finditer(text), *_MET.finditer(text)):
        group = match.lastgroup or "name"
        if not (_NO_NAME.search(match[group]) or regions.mentions(match[group])):
            yield Span(*match.span(group), Kind.PERSON)


def _known(text: str, name: str) -> Iterator[Span]:
    """Of 张厂长 the surname alone, so that one reads what the person is; a mere title is no name."""
    if len(name) < _SHORTEST or re.fullmatch(TITLE, name):
        return
    titled = _WITH_TITLE.fullmatch(name)
    if name[0] in USUAL:
        yield from (Span(*match.span(), Kind.PERSON) for match in re.finditer(f"[小老阿]{name[0]}", text))
    for span in _everywhere(text, name):
        yield Span(span.start, span.start + len(titled["name"]), Kind.SURNAME) if titled else span


def _everywhere(text: str, name: str) -> Iterator[Span]:
    loose = r"[ .·_-]?".join(map(re.escape, name))
    yield from (Span(*match.span(), Kind.PERSON) for match in re.finditer(loose, text))
