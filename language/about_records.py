"""What is said to us about something that is written, and is no part of it: «两篇都念一下», «第一篇不要了», «蓝屿那篇改好没有»."""

import re

from language.normalise import normalise

_PIECE = r"[篇条句段份]"
_WHICH = rf"(?:(?:[那这上]|第?[一二两三四五六七八九十\d]+|前面|后面|刚才|最后)(?:的)?(?:那|这)?(?:一)?{_PIECE}|两个都|[那这]个(?:日记|需求))"
_DEEDS = r"(?:不要|别要|别[写带记放加存报发]|不用|去掉|删|撤|念|读|看一?下|改|存|保存|记上|报上?|发|提交|写上|交|补上?)"
_ORDERS = re.compile(
    rf"(?:把|将|请|帮我?|麻烦)?.{{0,8}}{_WHICH}.{{0,4}}(?:都|也|全)?.{{0,3}}{_DEEDS}|(?:^|[,，。\s])(?:就|只)(?:写|记|报)(?!了)"
)
_ASKS = re.compile(rf"{_WHICH}.{{0,8}}(?:没有?|了没|了吗|没有啊|吗|好没)[?？啊呀]*$")
_SWEARS = re.compile(r"(?:对|是|行|好|懂)?个(?:屁|鬼|毛|头|球)(?:啊|呀)?[!！。]*")


def speaks_to_us(text: str) -> bool:
    """Whether a text orders or asks something of what is written down here, or swears at it."""
    plain = normalise(text).text.strip()
    return bool(_ORDERS.match(plain) or _ASKS.search(plain) or _SWEARS.fullmatch(plain))


_REWRITES = re.compile(
    r"(?:(?:前面|上面|刚才|后面|那)[^,，。]{0,6}(?:别|不要|不用)(?:带|写|放|算|要)?(?:进去|进来|上|了)?[,，。\s]+)"
    r"(?:内容|问题)?(?:就|只|重新|改)写(?:成|上|[:：])?(?!了|得|什么|错|[,，。])(?P<words>.{6,})",
    re.DOTALL,
)
_GOES = re.compile(r"(?:[,，。\s]+(?:好|行|可以|对|报|发|就这样|就行)(?:了|吧)?)+$")


def rewritten(text: str) -> str:
    """The words that are to stand in the place of what was told: «前面那句别带进去，就写女工滑倒骨折…，好，报»; empty where there are none."""
    found = _REWRITES.fullmatch(text.strip())
    return _GOES.sub("", found["words"]).strip() if found else ""
