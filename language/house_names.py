"""The name of a firm, a shop or another unit, as the answer to a question for one."""

import re

from language import enterprise_names, regions
from language.compatibility import IDEOGRAPH, unified
from language.lexicon import any_of
from language.no_names import is_no_name, is_place, is_talk
from language.normalise import Normalised
from language.spoken import speaks_of_somebody

_INTRODUCED = re.compile(
    r"^\s*(?:[您你]好|嗯|好的?)?[,。! ]*"
    r"(?:(?:我们?|咱们?|俺们?|本|阮)?(?:这里|这边|家)?的?(?:公司|工厂|厂|店铺?|商铺|企业|单位|档口|铺子|招牌|字号|铺|站|园区|协会)?"
    r"(?:的?(?:名称|名字|全称|店名|厂名|字号))?(?:现在)?(?:(?P<called>就?(?:叫做?|名叫)|(?<=[名称字号全])(?:就?[是为]|:)|:)|就?[是为]))[: ]*"
)
_PHONE = re.compile(
    r"[,。;、 (]*(?:(?:联系)?电话|手机号?|号码|tel)?[:: ]*\+?\d[\d -]{6,}\d\)?[,。; ]*$", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"'《<(]([^“”\"'《》<>()]{1,60})[”\"'》>)]")
_QUOTES = re.compile('[“”"「」『』《》]')
_CLAUSE = re.compile(rf"[,;](?=\s*{IDEOGRAPH})")
_SHAPE = re.compile(rf"(?:[\w()·&.,+'/’“”\" -]|{IDEOGRAPH}){{2,60}}")
_CHINESE = re.compile(IDEOGRAPH)
_HOUSE = re.compile(any_of("houses"))
_BRACKETED = re.compile(r"\([^()]*\)")
_BEGINS_WITH_TALK = re.compile(
    r"(?:[他她它就都也只是会能]|先[填写不说看别弄]|[做卖搞开]的?(?!心|元))(?!.*(?:店|厂|行|公司|馆|屋))"
)
_TELLS = re.compile(
    r".(?:是|[要想得]|正在?)(?:要|想|去|来|先)?(?:找|请|问|租|看|办|买|卖|借|贷|招|打|告|签|申请|咨询|了解|解决)|要的是|不是|没有|自己要"
)
"""«金叶是要找律师看合同» says what somebody wants, and is no name."""


def answered(message: Normalised) -> str | None:
    """The name that the answer to «企业名称？» gives, as it was written; None where it gives none.

    A shop without legal form is one, brackets are part of it; who quotes it or says «叫…» may use a word of any kind.
    """
    text = _PHONE.sub("", message.text)
    led = _INTRODUCED.match(text)
    start = led.end() if led else 0
    said = _CLAUSE.split(text[start:])[0].strip(" ,。!~;:")
    said = said.removesuffix("了") if led and led["called"] else said
    if quoted := _QUOTED.fullmatch(said):
        said = quoted[1].strip()
    is_told = quoted is not None or (
        led is not None and led["called"] is not None and not speaks_of_somebody(said)
    )
    if not _SHAPE.fullmatch(said) or is_no_name(said):
        return None if is_told else _within(message)
    if not is_told and (is_place(said) or _speaks(said)):
        return _within(message)
    start = text.find(said, start)
    return _QUOTES.sub("", unified(message.written(start, start + len(said))))


def _speaks(said: str) -> bool:
    """Whether more is said than the name: words of talk without a name, or words beside one."""
    found = enterprise_names.mentions(said)
    if not found:
        return is_talk(said) or bool(_BEGINS_WITH_TALK.match(said) or _TELLS.search(said))
    before, after = said[: found[0].start], _BRACKETED.sub("", said[found[-1].end :])
    beside = _without_places(before) + ("" if _HOUSE.fullmatch(after) else _without_places(after))
    return len(found) > 1 or _CHINESE.search(beside) is not None


def _without_places(text: str) -> str:
    hidden = {at for place in regions.mentions(text) for at in range(place.start, place.end)}
    return "".join(char for at, char in enumerate(text) if at not in hidden)


def _within(message: Normalised) -> str | None:
    """The first name in a sentence."""
    found = enterprise_names.mentions(message.text)
    return unified(enterprise_names.written(message, found[:1])[0]) if found else None
