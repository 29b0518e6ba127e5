"""Where a whole text says what is not so and what is: «等等不是四十 五十分钟吧», «唔系寻日 系前日», «四十哪够啊 起码五十分钟»."""

from __future__ import annotations

import re

from language.normalise import LONGEST, normalise
from language.numerals import NUMERAL, in_measure_of

_STOP = r"[,;。.!~…\s]"
_HOLD = (
    rf"(?:等等|等一?下|等会儿?|慢着|慢点|且慢|哎|诶|喂|哦|噢|喔|嗯|啊|呀|那(?![个条篇份次])|我|搞错了?|弄错了?|[说讲写记打报]错[了咗]?"
    rf"|不对{{1,9}}|错[了咗]|更正|改一下|(?:刚才|刚刚|上面|前面)|[那这][个条篇份次](?:日记)?|{_STOP})*"
)
"""No two of these in a row are a third (哎 and 呀 stand for 哎呀): a text that repeats them is walked through in one way."""
_NOT = rf"(?:并?不是|不系|不止|不只|没(?={NUMERAL}个?(?:半|钟|小时|家)))"
_IS = r"(?:而是|才是|应该是|应该有|其实是|是|系|应该|应系|有|得)"
_TAIL = r"(?:先对|才对|就对了|才是|[吧啊呀哦啦的了。!~\s])*"
_WORD = r"[^,;。!?？\s]"
_WHY = rf"(?:{_STOP}+(?:因为|中间|中途|中午|路上|有一[家个位]|其中|后来|剩下)[^,;。!?？]{{1,14}})?"
"""A reason behind what is right: «是两家 有一家没来»."""
_CLOCKS = rf"(?:{NUMERAL}点{_WORD}{{0,3}}到{NUMERAL}点{_WORD}{{0,3}}{_STOP}+)?"
"""From when to when, before how long that is."""
_PARTED = re.compile(
    rf"{_HOLD}(?P<of>[^,;。!?\s是系]{{0,4}}?)(?<![要莫可])"
    rf"{_NOT}(?P<old>{_WORD}{{1,12}}?)(?:吧|啊|呀|啦)?{_STOP}+{_CLOCKS}{_IS}{{0,3}}(?P<new>{_WORD}{{1,16}}?){_TAIL}{_WHY}"
)
"""«不是四十 五十分钟吧»: a mark between them."""
_JOINED = re.compile(
    rf"{_HOLD}(?P<of>)(?:不系|不是)(?P<old>{_WORD}{{1,12}}?)(?:系|而系|而是)(?P<new>{_WORD}{{1,16}}?){_TAIL}"
)
_SCANT = re.compile(
    rf"{_HOLD}(?P<of>)(?P<old>{NUMERAL}{_WORD}{{0,4}}?)(?:哪里?够|不够|太[少多]|[说讲写记报]?[少多])[了啦啊呀吧]*{_STOP}*"
    rf"(?:起码|至少|最少|怎么也|应该|差不多|是|有|得|要)*(?P<new>{NUMERAL}{_WORD}{{1,6}}?){_TAIL}"
)
_INSTEAD = re.compile(
    r"(?:不对|错了|那|就|还是|我)?[,\s]*(?:不要|不用|别写|不写)(?P<old>[^,。;\s的]{1,10})的?[,。;\s]+(?:要|写|用|换|改成|换成|改为)(?P<new>[^,。;\s的]{1,10})的?[了吧。!\s]*"
)
"""«不要赤坎的 要霞山的»."""
_AMOUNT = rf"(?:{NUMERAL}|半)个?半?(?:小时|钟头?|分钟?|家|[个间户]企业)?半?"
_ANEW = re.compile(
    rf"{_HOLD}(?:还是|再|又|那就?)?(?:改(?:一下|回去?)?|算)[,\s]*(?P<new>{_AMOUNT})(?:算了|得了|好了|就好|就行|[吧啊了。!\s])*"
)
"""«再改 一个小时算了»."""
_IN_ALL = re.compile(
    rf"(?:不是|不对|不|错了)[,。\s]*是?(?:总共|一共|拢共|合计|加起来|合起来)(?:就|只|才|是|有)*(?P<new>{_AMOUNT})[吧啊了的。!\s]*"
)
"""«不是 总共一小时»."""
_ASKS = re.compile(r"[吗么呢?]|什么|怎么|哪|谁")
_GOES_ON = re.compile(r"^(?:就是|也不是|是不是|因为|所以|但|只是|我|你|您|他|她|怕|想|要|没|不)")
"""«不是不想 我怕麻烦» tells a reason, and no value."""


def contrasted(text: str) -> str:
    """A whole text that says «not this but that» as a correction («赤坎改成霞山», «不是四十分钟是五十分钟»); the text itself where it
    says nothing of the kind, or more than one such thing."""
    message = normalise(text[:LONGEST])
    said = message.text.strip()
    if found := _INSTEAD.fullmatch(said):
        return f"{found['old']}改成{found['new']}"
    if again := _ANEW.fullmatch(said):
        return f"改成{again['new']}"
    if in_all := _IN_ALL.fullmatch(said):
        return f"不对，是{in_all['new']}"
    asks = _ASKS.search(said)
    found = _SCANT.fullmatch(said) or (None if asks else _PARTED.fullmatch(said) or _JOINED.fullmatch(said))
    if not found or _GOES_ON.search(found["new"]) or re.search("[是系]", found["old"] + found["new"]):
        return text
    return f"{found['of']}不是{found['old']}是{in_measure_of(found['new'], found['old'])}"
