"""How people call somebody in running text: by the whole name, or by surname and title (李律师, 李老师)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from language.lexicon import any_of, words_of

_ANYBODY = (
    "老师",
    "专家",
    "顾问",
    "教授",
    "博士",
    "主任",
    "先生",
    "女士",
    "师傅",
    "总",
    "经理",
    "工程师",
    "工",
)
_BY_FIELD = {
    "law": ("律师", "大律", "律"),
    "hr": ("律师", "律"),
    "ip": ("律师", "代理师", "代理人"),
    "risk": ("律师",),
    "tax": ("会计师", "会计", "税务师", "审计师"),
    "finance": ("会计师", "会计", "行长", "信贷员"),
    "trade": ("关务",),
    "technology": ("研究员",),
}
"""Titles that tell the field: 李律师 is no tax adviser of that surname."""
_TITLE = "|".join(
    sorted({*_ANYBODY, *(title for titles in _BY_FIELD.values() for title in titles)}, key=len, reverse=True)
)
_FIELD_TITLE = re.compile(
    "|".join(sorted({title for called in _BY_FIELD.values() for title in called}, key=len, reverse=True))
)
_SURNAME = rf"(?:{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])"
_TITLED = re.compile(
    rf"(?<!姓)(?P<name>{_SURNAME}[\u4e00-\u9fff]{{0,2}}?)(?P<title>{_TITLE})(?!事务所|费|资格|证|这个)"
)
_WISHED = re.compile(
    r"(?:(?:想|要|希望|麻烦|最好|帮我们?|能不能|能否|可不可以|可以|还|也|再)[^,。;!?]{0,3}(?:请|找|约|让|叫|由|安排|派|指定|换)"
    r"|(?:^|[,。;!?])(?:请|换)|点名要?|指定|推荐|最好是?)[^,。;!?了过]{0,8}$"
)
_LEADS_TO = re.compile(r"(?:^|[,，。\s]|跟|和|同|叫|让|约|请|换|告诉|通知|[个位])$")
_GOES_ON = re.compile(
    r"(?:师)?(?:[,，。!！?？\s]|$|说|讲|那[天边个]|没|今|昨|明|后|前天|[上下][午周个礼]|来|还|周|礼拜|星期|\d|[一二三四五六七八九十]点|行|吧|不|迟|的?电话|过来|打)"
)
_BEFORE = 20
_ASKS = re.compile(r"请|找|约|让|叫|由|安排|派|指定|换|推荐|最好")
_POINTS = re.compile(
    r"点名|指定|(?:想|要|还是|能不能|可以|希望|麻烦|最好|帮我们?)(?:再)?(?:请|找|约|让)|(?:^|[,，。;；!！?？])请"
)
_NOT_AGAIN = re.compile(
    r"(?:别|不要|不想|不用|不愿|不希望|不必|甭|莫|不再|勿)(?:再|要|让|给|派|安排|我们?|想|叫|是|又|去)*"
    r"(?:找|请|派|让|叫|安排|约|换|推荐|联系|配|来|给|是|要)?[^,。;!?]{0,3}$|(?:除了|换掉|除开|不是)[^,。;!?]{0,4}$"
)
"""Before a name: «别再找…», «除了…»."""
_UNSUITED = re.compile(
    r"^[^,。;!?]*?"
    r"(?:不合适|不适合|不太合适|不行|不太行|不懂|不满意|不专业|没用|没帮上|帮不上|没听懂|听不懂|没讲清|没讲明白|说不清|不对路|不来了|别来|不用来|不必来|不要来|就算了|不想再|"
    r"处不来|合不来|没解决|解决不了|态度)"
)
"""After a name: «…不合适»."""
_LEFT_OUT = re.compile(
    r"^[^。!?！？]{0,24}?(?:别|不要|不用|不必|甭|莫|勿)再?"
    r"(?:(?:找|请|派|安排|联系|通知|推荐|约)(?:他|她|这位|那位|这个?人|此人)|[叫让](?:他|她|这位|那位)?(?:过?来|接|办|管))"
)
"""After a name, be it by a word that stands for it: «…不要叫来», «…是帮对方的，就别找她了»."""
_ONCE_MORE = re.compile(
    r"^[^。;!?]{0,16}(?:还想|还要|还是想|再|接着|继续|仍然?想?)(?:请|找|约|让|麻烦)(?:他|她|这位|您|老师|一次|一趟|来|$)"
)
"""«…上次讲得好，还想找他»."""
_ANOTHER = re.compile(rf"^(?:{_TITLE})?[^。;!?]{{0,14}}(?:换|改)(?:一?[个位名]|人|别人|其他|另)")
"""«…来过了，换一位»."""


def mentions(
    text: str, name: str, fields: Iterable[str] = (), *, near: bool = True
) -> Iterator[re.Match[str]]:
    """Where the text speaks of this person, who works in these fields; short forms count only for one who is `near`."""
    if len(name) >= 2:
        yield from _pattern(name, tuple(fields), near).finditer(text)


def is_named(text: str, name: str, fields: Iterable[str] = (), *, near: bool = True) -> bool:
    """Whether the text speaks of this person at all."""
    return next(mentions(text, name, fields, near=near), None) is not None


def is_party(text: str, name: str, fields: Iterable[str] = (), *, near: bool = True) -> bool:
    """Whether this person plays a part in what is told, and is not merely wished for («想请李律师»)."""
    return any(not _asks_for(text, one) for one in mentions(text, name, fields, near=near))


def is_turned_away(text: str, name: str, fields: Iterable[str] = (), *, near: bool = True) -> bool:
    """Whether the text will not have this person again: «别再找王工», «王工不合适，换一位»."""
    return any(
        _NOT_AGAIN.search(text[max(0, one.start() - _BEFORE) : one.start()])
        or _UNSUITED.search(text[one.end() : one.end() + _BEFORE])
        or _ANOTHER.search(text[one.end() : one.end() + _BEFORE])
        or _LEFT_OUT.search(text[one.end() : one.end() + 2 * _BEFORE])
        for one in mentions(text, name, fields, near=near)
    )


def may_wish(text: str) -> bool:
    """Whether anything in the text could ask for somebody: most needs name nobody, and need no look at the names."""
    return bool(_POINTS.search(text) or (_ASKS.search(text) and titled(text)))


def is_wished(text: str, name: str, fields: Iterable[str] = (), *, near: bool = True) -> bool:
    """Whether the text asks for this person: «想请李律师», «最好还是上次的陈工»."""
    if is_turned_away(text, name, fields, near=near):
        return False
    return any(_asks_for(text, one) for one in mentions(text, name, fields, near=near))


def _asks_for(text: str, named: re.Match[str]) -> bool:
    before, after = text[max(0, named.start() - _BEFORE) : named.start()], text[named.end() :]
    return bool(_WISHED.search(before) or _ONCE_MORE.search(after[:_BEFORE]))


def titled(text: str) -> tuple[str, str] | None:
    """The first name with a title in a text: 钱进老师 is («钱进», «老师»); None where there is none."""
    found = _TITLED.search(text)
    return (found["name"], found["title"]) if found else None


def all_titled(text: str) -> list[tuple[int, int, str, str]]:
    """Each name with a title in a text: where it stands, the name and the title."""
    return [(*found.span(), found["name"], found["title"]) for found in _TITLED.finditer(text)]


def titles(text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where a title that tells the field stands in a text, with the fields that it may be of: «那位律师»."""
    for found in _FIELD_TITLE.finditer(text):
        yield *found.span(), frozenset(field for field, called in _BY_FIELD.items() if found[0] in called)


def spoken_of(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The titles by which somebody is called without a name, each with the fields that it may be of: «跟会计说», «律师没来»; no «会计资料»."""
    for start, end, fields in titles(text):
        if _LEADS_TO.search(text[:start]) and _GOES_ON.match(text[end:]):
            yield text[start:end], fields


def candidates(text: str) -> frozenset[str]:
    """Whatever in a text could be somebody's whole name, or a surname with a title."""
    starts = [found.start() for found in re.finditer(f"(?={_SURNAME})", text)]
    return frozenset(text[start : start + size] for start in starts for size in (2, 3, 4))


def surname(name: str) -> str:
    """The surname of a Chinese name."""
    return name[:2] if name[:2] in words_of("double_surnames") and len(name) > 2 else name[:1]


@lru_cache(maxsize=4096)
def _pattern(name: str, fields: tuple[str, ...], near: bool) -> re.Pattern[str]:
    whole = re.escape(name)
    if not near:
        return re.compile(whole)
    titles = {*_ANYBODY, *(title for field in fields for title in _BY_FIELD.get(field, ()))}
    called = "|".join(sorted(titles, key=len, reverse=True))
    family = re.escape(surname(name))
    return re.compile(rf"{whole}|{family}(?:{called})|姓{family}的")
