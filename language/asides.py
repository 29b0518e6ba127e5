"""What somebody says to us while they write words for others, and means for nobody else: «先等一下», «我看看还有谁没交»."""

import re

from language.normalise import normalise
from language.thinking import thinks_aloud

LONGEST = 24
"""Characters; whoever writes more than that tells others something."""
_LEAD = r"(?:哦|嗯|噢|呃|诶|哎呀?|那|好的?|行|不急|别急|请|麻烦|[你您]|先|再|[,\s])*"
_TAIL = r"(?:先|哈|啊|吧|呀|哦|了|的|呢|再说|再发|再写|一会儿?|[,。!~…\s])*"
_WAITS = re.compile(
    rf"{_LEAD}(?:等一?下|等等|等会儿?|稍等|稍候|等一会儿?|等我(?:一下|会儿?)?|慢着|且慢|别急|不急|先放着|先放一?下|让我想想){_TAIL}"
)
_LOOKS = re.compile(
    rf"{_LEAD}(?:等等|等下|让|等|容)?我(?:先|再|去|来|得|要|还要|还得|想|回头)*"
    r"(?:看|查|翻|问|核对|核实|数|找|打听|了解|对|商量)(?:一?[下看查翻问眼数遍]|一下子)?(?!好|过|完|到|清)[^,。!]{0,14}"
    rf"{_TAIL}"
)
_RECALLS = re.compile(
    rf"{_LEAD}(?:怎么写好?|写什么好?|写点什么|说什么好?|怎么说好?|我?忘了.{{0,8}}|想不起来.{{0,8}}|还没想好.{{0,8}}){_TAIL}[?？]?"
)


def is_aside(text: str) -> bool:
    """Whether all of a short text is said to us beside the words that are being written for others."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    if len(plain) > LONGEST:
        return False
    said = _WAITS.fullmatch(plain) or _LOOKS.fullmatch(plain) or _RECALLS.fullmatch(plain)
    return bool(said) or thinks_aloud(text)
