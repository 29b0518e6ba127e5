"""What is said to us about something that is written, and is no part of it: «两篇都念一下», «第一篇不要了», «蓝屿那篇改好没有»."""

import re

from language.normalise import normalise

_NUMBERED = r"(?:[那这上]|第?[一二两三四五六七八九十\d]+|前面|后面|刚才|最后)(?:的)?(?:那|这)?(?:一)?"
_OF_OURS = rf"(?:{_NUMBERED}[篇句]|[那这]个(?:日记|需求))"
"""Nothing else than what is written here comes by the 篇."""
_MAYBE_OURS = rf"(?:{_NUMBERED}[条份段]|两个都)"
"""«这份合同», «那条规定» and «这段时间» are of the matter: the deed follows at once."""
_BETWEEN = r"(?:日记|需求|内容|话|帮我|给我|[的都也全先就我你您])*+"
_DEEDS = r"(?:不要|别要|别[写带记放加存报发]|不用|去掉|删|撤|念|读|看一?下|改|存|保存|记上|报上?|发|提交|写上|交|补上?)"
_WRITES = r"(?:写(?!字|作)|记(?![账帐录者载分工性])|报(?![税账帐销关价废告名警案考建批备社表刊纸酬检损喜]))(?![了过得])"
_ORDERS = re.compile(
    rf"(?:把|将|请|帮我?|麻烦)?.{{0,8}}(?:{_OF_OURS}.{{0,4}}(?:都|也|全)?.{{0,3}}|{_MAYBE_OURS}{_BETWEEN}){_DEEDS}(?![货付期价税关废款通]|定金)"
    rf"|(?:就|只){_WRITES}"
)
_DONE = r"(?:[改写记加补存报发交删撤念读](?:好|完|上|进|去|掉|成)*了?)?"
_ASKS = re.compile(
    rf"(?:{_OF_OURS}.{{0,8}}|{_MAYBE_OURS}{_BETWEEN}{_DONE})(?:没有?|了没|了吗|没有啊|吗|好没)[?？啊呀]*$"
)
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
_GOES = re.compile(r"(?:[,，。\s]++(?:好|行|可以|对|报|发|就这样|就行)(?:了|吧)?)++$")


def rewritten(text: str) -> str:
    """The words that are to stand in the place of what was told: «前面那句别带进去，就写女工滑倒骨折…，好，报»; empty where there are none."""
    found = _REWRITES.fullmatch(text.strip())
    return _GOES.sub("", found["words"]).strip() if found else ""
