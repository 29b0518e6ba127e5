"""Whether a message asks for something to be told or shown, whatever is being asked of the person meanwhile."""

import re

from language.lexicon import any_of
from language.normalise import normalise

LONGEST = 40
"""Characters; whoever writes more than that tells something."""
_WAITS = (
    r"(?:等等|等一?下|等会儿?|别急|慢着|慢点|先|再|对了|那|哦|嗯|顺便|[你您]|我?想|我要|帮(?:我(?!想|要))?|请|麻烦|给我"
    r"|不说这个|[,，\s])*"
)
_LOOKS = re.compile(
    rf"{_WAITS}(?:(?:看|查|数|翻|瞧|问|打听|了解)(?:一看|一查|一问|一下|一眼|下|看|查|问|个)|(?:看|查|问)(?=今天|本月|这个?月|上个?月|现在|谁|哪))"
)
_ASKS = re.compile(
    r"[?？]\s*$|(?:多少|几)(?:[个篇条场家件次单号位人]|小时|天)?[^,，。了过]{0,8}[了呢啊呀的]*$|[谁啥]|什么|哪[里儿个位家篇天年些]|几[号点时]|多久|怎么(?!说|讲|样都)|咋"
    r"|^(?:这个?|那|还|这次|这场|活动|请问|,)*(?:要不要|用不用|需不需要|该不该)"
    r"|为什么|是不是|有没有|[了]没有?[啊呀]?$|(?:吗|呢|么)$"
)
_REQUESTS = re.compile(
    r"(?:能不能|可不可以|能否|可以|行不行|好不好|行|好|能)[^,，。]{0,12}(?:吗|么)?[?？]?$|[好行可][吗么][?？]?$"
)
"""«能不能改成周五», «行吗»: politely said, and no question."""
_SEND_ME = re.compile(rf"^.{{0,6}}(?:{any_of('records')})[^,，。]{{0,4}}(?:给我|发我|多少|是啥)[吧看]*$")


_WAIT = re.compile(
    r"(?:先|再|那|对了|哦|嗯|顺便|我?想|帮我?|[,，])*(?:(?:等等|等一?下|等会儿?|别急|慢着|慢点)|(?:问|打听|了解)(?:一下|一声|一句|下|个事?)?)+[,，：:\s]+(?P<rest>\S.{2,})"
)


def after_a_wait(text: str) -> str:
    """The question or errand that follows «先等等，», «先问一下，»; else the text as it is."""
    found = _WAIT.fullmatch(text.strip())
    return found["rest"] if found and inquires(found["rest"]) else text


_OTHERS = re.compile(
    r"(?:企业|他们?|她们?|老板|对方|客户|厂[里家]|公司|大家|人家|学员)(?:那边|们|也|都|还|就)*[^,，。]{0,4}(?:说|讲|问|反映|提到|提出|觉得|希望|想|要)"
)
_SEEKS = re.compile(
    r"[找请要想缺没不欠被求需帮难看问推介荐]|有没有|怎么|咋|哪|谁|[吗呢?？了]|解决|办|搞|弄|能|可以|贷|告"
)


def seeks(text: str) -> bool:
    """Whether a text may seek somebody, and is no bare list of fields or titles."""
    return _SEEKS.search(normalise(text).text) is not None


def others_say(text: str) -> bool:
    """Whether a text tells what others said or want: «企业那边都说挺好，想要产品资料»."""
    return _OTHERS.match(normalise(text).text) is not None


def inquires(text: str) -> bool:
    """Whether a text is a question or asks to see something, and tells nothing: «先看下今天的日报», «现在有多少专家»."""
    plain = normalise(text[: LONGEST + 1]).text.strip()
    if len(plain) > LONGEST or _REQUESTS.search(plain):
        return False
    return bool(_LOOKS.match(plain) or _ASKS.search(plain) or _SEND_ME.match(plain))
