"""Where somebody is found on the street, finer than the county: streets, villages, buildings, plates of cars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion.spans import Kind, Span

_HAN = r"\u4e00-\u9fff"
_NUMBER = r"[a-z0-9一二三四五六七八九十百零甲乙丙丁-]{1,6}"
_PART = rf"(?:[-#]?{_NUMBER} ?(?:号楼|号院|号|弄|栋|幢|座|期|区|排|单元|层|楼|室|房|铺位?|档口?|门|库|车间|厂房)[之旁东西南北侧]?)"
_NAME = rf"(?:(?![在是到去位于址从和与的了至迁改成搬来铺住,。、省市县区镇乡])[{_HAN}]){{1,6}}"
_STREET = re.compile(
    rf"(?:{_NAME}?(?:大道|公路|国道|省道|环路|路|街|巷|胡同|里弄|里|道)(?:[东西南北中](?:[一二三四五六七八九十]?[路段街巷横])?|[一二三四五六七八九十][路街巷横])?"
    rf"(?: ?(?:{_NUMBER} ?(?:横|巷|弄))?)? ?{_NUMBER} ?号(?!线|文|店)(?:之[一二三四五六七八九十\d]+)? ?(?:{_NAME}?(?:大厦|大楼|广场|市场|小区|花园|商城|城))? ?{_PART}{{0,5}}(?:[a-z]?\d{{3,4}}(?![\d年元万个家]))?)"
)
_SITE = re.compile(
    rf"{_NAME}?(?:工业园区?|产业园区?|科技园|创业园|物流园|园区|开发区|大厦|大楼|写字楼|广场|批发市场|市场|小区|花园|商城|新村|公寓|基地|码头|商贸城) ?(?:{_PART}{{1,5}}|[a-z]?\d{{3,4}}(?![\d年元万个家]))"
)
_ROOM = re.compile(rf"(?<![{_HAN}\d])\d{{1,3}} ?(?:栋|幢|号楼) ?(?:{_PART}){{1,4}}|(?<=[栋幢座楼])\d{{3,4}}室")
_VILLAGE = re.compile(
    rf"(?P<name>(?:(?![在是到去位于址从和与的了我们他这那农乡全本新旧城各每一两几美外中邻某渔同合省市县区镇,。、])[{_HAN}]){{1,3}}村)(?P<more>(?:委会|民小组)?(?: ?[一二三四五六七八九十\d]+ ?(?:号|组|队|巷)(?:之[一二三四五六七八九十\d]+)?)*)"
    rf"(?![民镇干两企]|委会?(?=[要说收不])|集体|办|长|里的|书记)"
)
_BEFORE_VILLAGE = re.compile(r"(?:[镇乡区县市道]|地址[是在:]?|位于|在|住|到|来|我们是|厂在) ?$")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][ ·.-]?(?=[a-z]{0,5}\d)[a-z0-9]{5,6}(?![a-z0-9])"
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
