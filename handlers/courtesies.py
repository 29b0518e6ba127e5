"""One kind line for what nothing is opened for: a greeting, thanks, a goodbye, an insult, an advert."""

from __future__ import annotations

import re

from language import normalise
from language.decoration import BYE, THANKS, said_by_signs
from language.distress import despairs, is_on_fire
from language.person_names import answered
from language.private import is_private

DAWN, NOON, DUSK, NIGHT = 5, 12, 18, 22
_WHO = re.compile(r"你是谁|叫什么|机器人|真人|人工智能|ai", re.IGNORECASE)
_TIRED = re.compile(r"累|困|烦|难受|压力|头疼|睡不着")
_SICK = re.compile(r"住院|生病|病了|手术|去世|过世|丧事")

_POLITE = re.compile(r"^\W*(?:thank|thx|bye|good)", re.IGNORECASE)
_ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[\s,.;:!?]+){3,}[A-Za-z\s,.;:!?'’()0-9-]*")

_THANKED = re.compile(r"谢(?:[谢了啦您你过]|大家|各位)")
_KINDS = (
    ("thanks", re.compile(r"谢|唔该|感恩|辛苦|麻烦[你您]了|thank|thx", re.IGNORECASE)),
    ("goodbye", re.compile(r"再见|拜拜|回见|晚安|先这样|下次再|改天再|不聊了|\bbye", re.IGNORECASE)),
    (
        "greeting",
        re.compile(
            r"[你您]好|在吗|在不在|有人吗|哈[喽罗]|早[上安晨]|[上下中]午好|晚上好|hello|\bhi\b", re.IGNORECASE
        ),
    ),
    (
        "heard",
        re.compile(
            r"^\W*(?:好的?|嗯+|行|可以)?\W*(?:已?收到|我?知道|明白|了解|清楚|懂|看到|晓得)[了啦的]?\W*$"
        ),
    ),
    ("praise", re.compile(r"厉害|真好|真棒|给力|赞|靠谱|好用|不错")),
)

_OFFTOPIC = (
    ("advert", re.compile(r"代开|刷单|加[我微]|秒批|优惠券|点击链接|扫码领|退订|日结|包过")),
    (
        "private_matter",
        re.compile(
            r"离婚|抚养|继承|遗产|家暴|彩礼|借我|欠我|我的?(?:工资|工钱|养老金|房产)|邻居(?!.{0,4}[店铺厂档])"
        ),
    ),
)
_CLOSING = re.compile(r"谢谢|不客气|再见|早点休息|放一放")
GO_ON = {"greeting": "您好，接着说。", "smalltalk": "嗯，接着说。", "heard": "嗯，接着说。"}
"""What these are in the middle of something."""
_PLAIN = {
    "thanks": "不客气。",
    "praise": "谢谢，能帮上就好。",
    "heard": "好的，有事再说。",
    "abuse": "让您不痛快了，抱歉。我没帮到的，可以请工作人员来。",
    "offtopic": "这个我不懂。企业经营上的难事可以问我，比如合同、贷款、招工。",
    "private_matter": "这是自家的事，志愿专家只帮企业。法律上的可以打 12348 免费问律师。",
    "english": "This service works in Chinese; a Chinese-speaking colleague may write for you. 请用中文说。",
    "advert": "这里不接广告。",
}
WHYS = frozenset({*_PLAIN, "smalltalk", "goodbye", "greeting"})


def courtesy(why: str, text: str, hour: int) -> str:
    """The line for a message that only keeps company, by why it does and the hour of the day (0 to 23)."""
    if _SICK.search(text) and why != "english":
        return "听着不好受，您先顾好自己和家里，别的事都可以放一放。"
    if why in _PLAIN:
        return _PLAIN[why]
    if why == "goodbye":
        return "好的，早点休息。" if hour >= NIGHT or hour < DAWN else "好的，再见。有事随时回来。"
    if why == "greeting":
        return f"{_greeting(hour)}。遇到什么难事了？"
    return _small_talk(text)


def comfort(text: str) -> str:
    """What is said first to somebody in distress or danger; nothing to anybody else."""
    if despairs(text):
        return "听您这么说，我很担心您。现在就可以打 12356 心理援助热线，什么时候都有人接；情况紧急打 110。"
    return "人要紧：着火先打 119，有人受伤打 120。" if is_on_fire(text) else ""


def closes(text: str) -> bool:
    """Whether a line of ours is thanks or a goodbye, after which nothing is offered."""
    return _CLOSING.search(text) is not None


def kind_of(text: str) -> str:
    """Which courtesy small talk is: thanks, goodbye, greeting, praise, or none of them."""
    if is_english(text):
        return "english"
    if _is_a_name(text):
        return "smalltalk"
    if told := next((kind for kind, words in _KINDS if words.search(text)), None):
        return told
    return (
        "thanks"
        if THANKS in said_by_signs(text)
        else "goodbye"
        if BYE in said_by_signs(text)
        else "smalltalk"
    )


def _is_a_name(text: str) -> bool:
    """«谢小梅» is somebody, and no thanks."""
    return answered(normalise(text)) == text.strip() and not _THANKED.match(text.strip())


def kind_of_offtopic(text: str) -> str:
    """Whether what is none of ours is an advert, a private matter, or neither."""
    named = next((kind for kind, words in _OFFTOPIC if words.search(text)), "")
    return named or ("private_matter" if is_private(normalise(text).text) else "offtopic")


def is_english(text: str) -> bool:
    """Whether somebody writes a sentence in English and nothing else."""
    return bool(_ENGLISH.fullmatch(text.strip())) and not _POLITE.search(text)


def _small_talk(text: str) -> str:
    if _WHO.search(text):
        return "我是益企，是程序，不是真人。要找人，说「转人工」。"
    if _TIRED.search(text):
        return "辛苦了，歇一歇，有事再说。"
    return "嗯，我在。有什么事？"


def _greeting(hour: int) -> str:
    if DAWN <= hour < NOON:
        return "早上好"
    return "下午好" if NOON <= hour < DUSK else "晚上好"
