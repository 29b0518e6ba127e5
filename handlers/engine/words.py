"""Words that steer a talk, recognised through typos and homophones."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

CONTROL: dict[str, tuple[str, ...]] = {
    "confirm": ("确认", "确定", "提交", "没问题", "没错", "正确"),
    "cancel": ("取消", "算了", "不用了", "不要了", "退出", "不弄了"),
    "back": ("返回", "上一步", "后退"),
    "change": ("修改", "更改", "改一下", "编辑"),
    "skip": ("跳过", "略过", "不填"),
    "help": ("帮助", "菜单", "怎么用", "使用说明", "help", "menu", "?"),
    "resume": ("恢复", "继续"),
}
YES = frozenset(
    [
        "好",
        "好的",
        "对",
        "对的",
        "是",
        "是的",
        "行",
        "可以",
        "嗯",
        "嗯嗯",
        "ok",
        "yes",
        "要得",
        "中",
        "没毛病",
        "就这样",
        "确认无误",
    ]
)
NO = frozenset(["不对", "不是", "错了", "有错", "不行", "不对的", "说错了", "写错了"])

_BEFORE = re.compile(r"^(请|麻烦|帮我|我要|我想|我想要|想)+")
_AFTER = re.compile(r"(一下|吧|了|啊|呀|哦|啦|谢谢)$")
_PUNCTUATION = re.compile(r"[\s，。！!、,.~～：:;；…“”\"'「」]+")
_SOUNDS_ALIKE = 0.85
_LOOKS_ALIKE = 80
_LONGEST = 10


def bare(text: str) -> str:
    """Without blanks and punctuation, in lower case."""
    return _PUNCTUATION.sub("", text.replace("？", "?")).lower()


_GIVES_UP = re.compile(
    r"^(?:算了|别|先|还是|那|哎|唉|那就)*我?(?:先|还是)?[不别][想要用]?(?:申请|退出|投诉|报名|[填记退删撤发办弄写报申约换评投交改做续签])[了吧]*"
    r"(?:[明改]天再说|[下以][次后]再说)?$"
    r"|^(?:算了)?[不别][撤删退填记投要换发报](?:了|除|诉)[^吗呢?]{0,10}(?:说错|弄错|点错|搞错)[^吗呢?]{0,4}$"
    r"|^算了(?:算了|吧|不.{1,4}了?|撤回吧?|[以下][后次]再说)+$|^[别我]?.{0,2}说着玩的?$|^当我没说$"
)


def gives_up(text: str) -> bool:
    """Whether somebody stops what is in hand: «先不填了», «算了，不退了», «别，我说着玩的»."""
    return bool(_GIVES_UP.match(bare(text)))


def control(text: str) -> str:
    """The steering word that a text is, or nothing."""
    word = recognise(text, _CONTROL_WORDS)
    return next((name for name, words in CONTROL.items() if word in words), "") if word else ""


def agrees(text: str) -> bool:
    """Whether a text is a plain yes."""
    return bare(text) in YES


def disagrees(text: str) -> bool:
    """Whether a text is a plain no, that says nothing else."""
    return bare(text) in NO


def recognise(text: str, words: Collection[str]) -> str:
    """The one of `words` that the text is, typos and homophones forgiven; of a long text, only one that it is to the letter."""
    return _recognise(bare(text), tuple(words))


def likeness(text: str, examples: Collection[str]) -> float:
    """How like the likest of the examples a text is, from 0 to 1: by the pairs of characters that they share."""
    pairs = _pairs(bare(text))
    return max((_shared(pairs, _pairs(bare(example))) for example in examples), default=0.0)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1)) | frozenset(text)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


@lru_cache(maxsize=8192)
def _recognise(text: str, words: tuple[str, ...]) -> str:
    if text in words:
        return text
    if not text or len(text) > _LONGEST:
        return ""
    cores = _without_politeness(text)
    for core in cores:
        if core in words:
            return core
    return _by_looks(cores[-1], words) or _by_sound(cores[-1], words)


def _without_politeness(text: str) -> list[str]:
    """As it is, without «请», then particle by particle: «算了吧», «算了», «算»."""
    cores = [text, _BEFORE.sub("", text)]
    while (shorter := _AFTER.sub("", cores[-1])) != cores[-1]:
        cores.append(shorter)
    return cores


def _by_looks(text: str, words: tuple[str, ...]) -> str:
    if len(text) < 4:
        return ""
    best = max(words, key=lambda word: ratio(text, word), default="")
    return best if ratio(text, best) >= _LOOKS_ALIKE else ""


def _by_sound(text: str, words: tuple[str, ...]) -> str:
    if len(text) < 2 or text.isascii():
        return ""
    sound = _sound(text)
    alike = {
        word: Levenshtein.normalized_similarity(sound, _sound(word))
        for word in words
        if len(word) == len(text)
    }
    best = max(alike, key=lambda word: alike[word], default="")
    return best if best and alike[best] >= _SOUNDS_ALIKE else ""


@lru_cache(maxsize=8192)
def _sound(text: str) -> str:
    from pypinyin import lazy_pinyin  # 0.25 s to import, and most messages never need it

    return " ".join(lazy_pinyin(text))


_CONTROL_WORDS = tuple(word for words in CONTROL.values() for word in words)
