"""Whether a message means an enterprise that is known: 蓝湾厂 is 湛江蓝湾海鲜加工厂."""

import re

from language import regions

_LEGAL_FORM = re.compile(r"(?:股份|有限|责任|公司|集团|工厂|厂|店|合作社|商行|经营部)+$")
_HEAD = 2
"""So many characters behind the place tell an enterprise from the others that one person knows."""


def is_named(enterprise: str, text: str) -> bool:
    """Whether the text has the enterprise's whole name, or the beginning of what it is called behind the place."""
    head = _LEGAL_FORM.sub("", _without_place(enterprise))[:_HEAD]
    return enterprise in text or (len(head) == _HEAD and head in text)


def is_short_for(enterprise: str, name: str) -> bool:
    """Whether a name is the beginning of what the enterprise is called: 蓝湾厂 of 湛江蓝湾海鲜加工厂, and no 蓝湾食品厂."""
    own, short = (_LEGAL_FORM.sub("", _without_place(one)) for one in (enterprise, name))
    return len(short) >= _HEAD and own.startswith(short)


def is_like(enterprise: str, name: str) -> bool:
    """Whether a name has two characters in a row with what the enterprise is called, or all but one: «蓝弯» and «小炤» are like 蓝湾 and
    小灶."""
    own, other = (_LEGAL_FORM.sub("", _without_place(one)) for one in (enterprise, name))
    pairs = {own[at : at + _HEAD] for at in range(len(own) - 1)}
    shared = any(other[at : at + _HEAD] in pairs for at in range(len(other) - 1))
    heads = own[:_HEAD], other[:_HEAD]
    return shared or (len(heads[1]) == _HEAD and sum(a == b for a, b in zip(*heads, strict=False)) == 1)


def _without_place(enterprise: str) -> str:
    """«湛江市赤坎区甜心蛋糕坊» → «甜心蛋糕坊»; where nothing would be left the name stays as it is."""
    begins = 0
    for place in regions.mentions(enterprise):
        if place.start == begins:
            begins = place.end
    rest = enterprise[begins:]
    return rest if len(_LEGAL_FORM.sub("", rest)) >= _HEAD else enterprise
