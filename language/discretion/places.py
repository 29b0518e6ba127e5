"""Where somebody is found on the street, finer than the county: streets, villages, buildings, plates of cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion.spans import Kind, Span
from language.lexicon import any_of

_HAN = r"\u4e00-\u9fff"
_TEN = "一二三四五六七八九十"
_NUMBER = rf"[a-z0-9{_TEN}百零甲乙丙丁-]{{1,6}}"
_PART = (
    rf"(?:[-#]?{_NUMBER} ?(?:号楼|号院|号|弄|栋|幢|座|期|区|排|单元|层|楼|室|房|铺位?|档口?|门|库|车间|厂房)"
    r"[之旁东西南北侧]?)"
)
_NAME = rf"(?:(?![在是到去位于址从和与的了至迁改成搬来铺住,。、省市县区镇乡])[{_HAN}]){{1,6}}"
_SITES = any_of("sites_of_addresses")
_ROOM_NUMBER = r"[a-z]?\d{3,4}(?![\d年元万个家])"
_STREET = re.compile(
    rf"{_NAME}?(?:大道|公路|国道|省道|环路|路|街|巷|胡同|里弄|里|道)"
    rf"(?:[东西南北中](?:[{_TEN}]?[路段街巷横])?|[{_TEN}][路街巷横])?"
    rf"(?: ?{_NUMBER} ?(?:横|巷|弄))? ?{_NUMBER} ?号(?!线|文|店)(?:铺面?|档)?(?:之[{_TEN}\d]+)?"
    rf" ?(?:{_NAME}?(?:{_SITES}|城))? ?{_PART}{{0,5}}(?:{_ROOM_NUMBER})?"
)
_SITE = re.compile(rf"{_NAME}?(?:{_SITES}) ?(?:{_PART}{{1,5}} ?(?:{_ROOM_NUMBER})?|{_ROOM_NUMBER})")
_ROOM = re.compile(
    rf"(?<![{_HAN}\d])\d{{1,3}} ?(?:栋|幢|号楼) ?{_PART}{{1,4}}|(?<=[栋幢座楼])\d{{3,4}}室"
    rf"|{_NAME}?\d{{1,3}} ?(?:栋|幢|号楼) ?(?:\d{{1,2}} ?单元)? ?{_ROOM_NUMBER}[室房]?"
)
_VILLAGE = re.compile(
    rf"(?P<name>(?:(?![在是到去位于址从和与的了我们他这那农乡全本新旧城各每一两几美外中邻某渔同合省市县区镇,。、])[{_HAN}]){{1,3}}村)"
    rf"(?P<more>(?:委会|民小组)?(?: ?[{_TEN}\d]+ ?(?:号|组|队|巷)(?:之[{_TEN}\d]+)?)*)"
    r"(?![民镇干两企]|委会?(?=[要说收不])|集体|办|长|里的|书记)"
)
_BEFORE_VILLAGE = re.compile(r"(?:[镇乡区县市道会村]|地址[是在:]?|位于|在|住|到|来|我们是|厂在) ?$")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r" ?[a-z][ ·.-]{0,2}(?=[a-z]{0,5}\d)[a-z0-9]{5,6}(?![a-z0-9])"
)


def addresses(text: str) -> Iterator[Span]:
    """Streets with a number, sites with a building, villages where somebody is."""
    for pattern in (_STREET, _SITE, _ROOM):
        yield from (Span(*match.span(), Kind.ADDRESS) for match in pattern.finditer(text))
    for match in _VILLAGE.finditer(text):
        if match["more"] or _BEFORE_VILLAGE.search(text[max(0, match.start() - 4) : match.start()]):
            yield Span(*match.span(), Kind.ADDRESS)


def plates(text: str) -> Iterator[Span]:
    """«粤G12345»."""
    yield from (Span(*match.span(), Kind.PLATE) for match in _PLATE.finditer(text))
