"""«念给我听», «字太小看不清 说给我听»: what stands there is to be said in words."""

import re

from language.normalise import normalise

LONGEST = 24
_LEAD = r"(?:[你您]|麻烦|请|帮我?|能不能|可不可以|再|给我|都|那|先|把(?:它|这个|上面的?|刚才的?|刚刚的?|单子|卡片|内容)|[,，。!\s])*"
_EYES = (
    r"(?:字(?:儿)?(?:太|有点|好)?小了?|(?:我)?(?:老花眼?|眼睛?(?:不好|花|看不清)|没[戴带](?:老花)?眼?镜|看(?:不清|不见|不到|不了)(?:字|楚|屏幕)?(?:了)?"
    r"|不方便看|在开车|开着车)|太长了?)"
)
_READ = r"(?:念|读)(?:一?遍|一?下|一念|一读|出来|给我(?:听)?(?:听|一下|一遍)?|来听听|念|读)?|(?:说|讲)(?:一?遍|出来)?给我听听?|(?:说|讲)来听听"
_TAIL = r"(?:吗|吧|呗|啊|呀|好吗|行吗|可以吗|看看|[?？。!！\s])*"
_ASKS = re.compile(rf"{_LEAD}(?:{_EYES}{_LEAD}){{0,2}}(?:{_READ}){_TAIL}")

_NUMBER = r"(?:我|个|的|那|这|手机|电话|联系|号码?|[,，\s]){1,8}"
_READS_NUMBER = re.compile(
    rf"{_LEAD}(?:{_READ}|念一?次|读一?次)(?:{_NUMBER})(?:给我|俾我|畀我)?(?:听{{1,2}})?(?:下|一下|一遍)?{_TAIL}"
    rf"|{_LEAD}(?:{_NUMBER})(?:[你您]?(?:再)?(?:{_READ}|念一?次|读一?次)|[你您]?(?:那边)?(?:记|写|听)的?(?:是|成)(?:多少|什么|几多)|[记写听][对啱][了没]*(?:有|没)?){_TAIL}"
    rf"|{_LEAD}(?:{_NUMBER})?(?:是不是)?(?:[少多漏]了?(?:一?个|[一两几]位)(?:数?字?)(?:还是|定系|,|\s)*){{1,2}}(?:[你您]看看)?{_TAIL}"
)
"""«念一下我的电话», «电话你记的是多少», «是不是少了一位»."""


def asks_to_read_number(text: str) -> bool:
    """Whether a whole text asks that the telephone on the card be read out, or doubts its figures."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    speaks = re.search("电话|号|手机|位", plain)
    return len(plain) <= LONGEST and speaks is not None and _READS_NUMBER.fullmatch(plain) is not None


def asks_to_read(text: str) -> bool:
    """Whether a whole text asks that what stands before the speaker be read out."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    return len(plain) <= LONGEST and _ASKS.fullmatch(plain) is not None
