"""What a service was about, and whom it was for: words there tell nothing of how or where it was given."""

import re
from functools import lru_cache

from language.lexicon import any_of

_LENGTH = r"(?:小时|分钟|钟头|点半|[两二三四五六七八九十]个钟)"
_SERVICE = r"(?:辅导|指导|答疑|咨询|宣讲|讲座|授课|培训|讲|课|教|调研|诊断(?!设备|仪|系统)|沟通|面谈)"
_WAY = r"(?:线上|线下|网上|远程|现场|上门|实地|直播|视频|电话|微信|语音|腾讯会议|钉钉|飞书|到厂里?|到店里?|面谈|见面|当面)"
_TAUGHT = re.compile(
    rf"(?P<verb>[讲教聊谈倾唠问](?![完课])解?|辅导(?![员过])|培训|关于|题目|主题|内容|话题)(?!(?:了?一?[堂节场次])?{_WAY}{_SERVICE})"
    rf"(?:了|过|咗|的|是|为|[::])*(?:怎么样?|如何|咋|点样|学|会)?用?"
    rf"(?:(?!{_LENGTH}|(?<![短拍剪做学])(?:{_WAY})(?:的|讲的)?(?:[\s,。;]|$)|方式|形式|然后|接着|之后|后来|顺便|讲[的了]|通过|还[去到]|又[去到]|抽空|打了?个?电话)"
    rf"[^\s,。;!?|在用喺]){{1,30}}"
)
"""讲线上推广, 教他们用钉钉打卡; a way of serving at the very end stands for itself: 讲社保线上."""
_TOLD = frozenset(("讲", "讲解", "聊", "谈", "题目", "主题", "内容", "话题"))
_MADE = re.compile(
    rf"""
      [做搞选搭弄装买学卖改]好?(?:一?套)?(?!{_WAY}(?:的?{_SERVICE}|服务)){_WAY}(?=[^\s,。;])
    | [帮教带][^\s,。;]{{1,14}}[做搞开]直播(?!{_SERVICE})
    | (?:申请|弄|开发|采购|准备|安排|开通)[^\s,。;讲聊]{{0,4}}(?:{_WAY}|摊位|展位|会议室|走访)
    """,
    re.VERBOSE,
)
"""选远程抄表, 做现场5S, 申请展位."""
_CLIENT = re.compile(
    r"(?<=[给帮为跟])[一二两三四五六七八九十俩仨\d]+[家个间户][^\s,。;讲聊看谈做]{2,16}的(?=[^\s,。;])"
)
"""帮一家准备搬去园区的五金厂: what is told of those served is not what was done with them."""
_COMPOUND = re.compile(
    rf"""
      线上线下|线下线上
    | (?:线上|线下|网上|远程|现场|上门|实地|直播|电话|视频|微信|钉钉|飞书|社群|会员群|客户群|微信群)(?:的?营销|{any_of("subjects_by_wire")})
    | (?:现场|实地|上门|突击)(?:检查|核查|验收|评审|执法|审核|稽查|盘点)(?=怎|如|咋|应对|迎检|材料|准备|问题|前|清单|要点|流程|注意)
    """,
    re.VERBOSE,
)
"""Subjects that hold the word for a way of serving: 远程抄表, 现场管理."""


@lru_cache(maxsize=16)
def without(text: str) -> str:
    """The (normalised) text with subjects and what describes the clients blanked; places in it stay where they are.

    Kept a moment, as several readers ask.
    """
    for match in _talks(text):
        text = text[: match.start()] + _blank(match) + text[match.end() :]
    for pattern in (_MADE, _CLIENT, _COMPOUND):
        text = pattern.sub(_blank, text)
    return text


def of_talks(text: str) -> list[tuple[int, int]]:
    """Where what was talked about stands: a place there, 讲广州展会, tells not where the talk was held."""
    return [(match.end("verb"), match.end()) for match in _talks(text) if match["verb"] in _TOLD]


@lru_cache(maxsize=16)
def _talks(text: str) -> tuple[re.Match[str], ...]:
    """Every verb of teaching with what was taught; kept a moment, as several readers ask."""
    return tuple(_TAUGHT.finditer(text))


def _blank(match: re.Match[str]) -> str:
    kept = match.groupdict().get("verb", "")
    return kept + " " * (len(match[0]) - len(kept))
