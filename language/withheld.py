"""What is not to stand in a told text: numbers of papers, unasked; a telephone, where somebody asks for it."""

from __future__ import annotations

import re

from language.discretion import Kind, hidden
from language.normalise import normalise

PAPER = "（号码不写）"
_NOTHING = ""
_PHONE = r"(?:联系)?(?:电话|手机|号码|联系方式)(?:号码?)?"
_PAPER = r"(?:身份证|证件|银行卡|卡|账户?|帐户?)(?:号码?|号)"
_WHAT = rf"(?:我的?|他的?|这个|那个|里面?的?|上面?的?)*(?:(?P<phone>{_PHONE})|(?P<paper>{_PAPER}))"
_NOT = r"(?:能不能|可不可以|可以|能|麻烦|请|就|先|也|都)*(?:别|不要|不用|莫|唔好|不想|不)"
_WRITE = (
    r"(?:写|放|登|显示|露|留|填|印|发|贴)(?:进去|上去|出去|出来|进来|在里面|在上面|里面|上面|里头|在卡片上)?"
)
_OUT = r"(?:去掉|去了|删掉|删了|删除|拿掉|拿走|隐去|隐藏|抹掉|划掉|盖住|遮住|不要)"
_END = r"(?:[吧啊呀了吗么呢行好? !。]|可以|谢谢)*"
_ASKED = tuple(
    re.compile(rf"(?:把|请|麻烦|帮我|那|就|嗯|哦|等等|等下|[, ])*{order}{_END}")
    for order in (
        rf"{_WHAT}[, ]*{_NOT}{_WRITE}",
        rf"{_NOT}(?:把|将)?{_WRITE}{_WHAT}",
        rf"{_NOT}(?:把|将)?{_WHAT}{_WRITE}",
        rf"{_WHAT}(?:给我|都|也|能不能|可以|先)*{_OUT}",
        rf"{_OUT}{_WHAT}",
    )
)


def without_papers(text: str) -> str:
    """The text with a word in the place of numbers of identity cards, bank cards and the like."""
    return hidden(text, {Kind.PAPER: PAPER}, kinds={Kind.PAPER})


def without_phones(text: str) -> str:
    """The text without the telephones in it, nor what announces them."""
    shown = hidden(text, {Kind.PHONE: "\0"}, kinds={Kind.PHONE})
    return re.sub(rf"[,，;；、 ]*(?:我的?|联系)*(?:{_PHONE})?[是为:： ]*\0", _NOTHING, shown).strip(
        "，,；;、 "
    )


def asks_to_withhold(text: str) -> Kind | None:
    """Which number somebody asks not to have written down: «我的电话别写进去»."""
    plain = normalise(text[:40]).text
    found = next((one for pattern in _ASKED if (one := pattern.fullmatch(plain))), None)
    return found and (Kind.PHONE if found["phone"] else Kind.PAPER)


def renumbered(text: str, old: str, new: str) -> str:
    """The text with a new telephone in the place of the old one, however it is spaced there."""
    return re.sub(rf"(?<!\d){'[ -]?'.join(old)}(?!\d)", new, text) if old.isdecimal() else text
