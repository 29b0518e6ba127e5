"""Words that steer a talk, recognised through typos and homophones, and whatever stands around them.

Every comparison of what somebody said with a word goes through here, so that «接受[握手]», «【确认】», «確認👍🏻» and
«麻烦取消一下，谢谢» are the words that they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from handlers.engine.typos import by_looks, by_sound
from language import assent
from language.decoration import DOUBT, NO, YES, said_by_signs
from language.normalise import normalise

CONTROL: dict[str, tuple[str, ...]] = {
    "confirm": ("确认", "确定", "提交", "没问题", "没错", "正确"),
    "cancel": (
        "取消",
        "算了",
        "不用了",
        "不要了",
        "退出",
        "取消掉",
        "取消它",
        "不弄了",
        "那就算了",
        "那算了",
    ),
    "back": ("返回", "上一步", "后退"),
    "change": ("修改", "更改", "改一下", "编辑"),
    "skip": ("跳过", "略过", "不填"),
    "help": ("帮助", "菜单", "怎么用", "使用说明", "help", "menu", "?"),
    "resume": ("恢复", "继续"),
}
_UNKNOWN = (
    "不知道",
    "不清楚",
    "不晓得",
    "不知",
    "忘了",
    "忘记了",
    "不记得",
    "不记得了",
    "记不清",
    "记不清了",
    "不想说",
    "不方便说",
)
_BEFORE = re.compile(
    r"^(?:请|麻烦(?:[您你]了?)?|劳烦|帮(?:我|忙)|我要|我想要?|想|[您你]好|不好意思|抱歉|谢谢[您你]?|好的?|嗯|老师|小益)+"
)
_AFTER = re.compile(
    r"(?:一下|吧|了|啊|呀|哦|啦|哈|嘞|的|谢谢(?:[您你]们?|老师|大家)?|多谢|谢了|感谢|辛苦|麻烦[您你]?|不好意思|抱歉|老师|拜托|thanks?|thx)$"
)
_MARKS = re.compile(r"[\s,。.、!~:;…|^_*=√`'\"“”‘’<>()\[\]{}《》〈〉〔〕«»]+")
_AT_THE_ENDS = "-+/#·&"
_AGAIN = re.compile(r"(\D+?)\1+")
_LONG_DRAWN = re.compile(r"([a-z])\1\1+")
_ASKS = re.compile(r"[?吗么呢]|(?:没问题|没有问题|没错|正确|对|是)吧|[有对好行能可是][没不]")
"""«没问题吧», «确定吗», «有没问题»: somebody asks, and confirms nothing."""
_REFUSES = re.compile(r"[不没别无否拒退撤换]|取消|算了")
_CLAUSES = re.compile(r"[，,。；;！!\s]+")
_LONGEST = 10
"""Characters of a word that typos are forgiven in."""
_LONGEST_POLITE = 20
"""Characters of a word with politeness around it."""
_REMEMBERED = 24


def bare(text: str) -> str:
    """One spelling without faces, emoji, blanks and marks, in lower case; a question mark stays, and 🤔 is one."""
    return _bare(text) if len(text) <= _REMEMBERED else _stripped(text)


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return _stripped(text)


def _stripped(text: str) -> str:
    word = _MARKS.sub("", normalise(text).text).strip(_AT_THE_ENDS).lower()
    return f"{word}?" if word and word[-1] != "?" and DOUBT in said_by_signs(text) else word


_GIVES_UP = re.compile(
    r"^(?:算了|别|先|还是|那|哎|唉|那就)*我?(?:先|还是)?[不别][想要用]?(?:申请|退出|投诉|报名|[填存记退删撤发办弄写报申约换评投交做续签说讲问聊管])[了吧]*"
    r"(?:[明改]天再说|[下以][次后]再说)?$"
    r"|^(?:算了)?[不别][撤删退填记投要换发报](?:了|除|诉)[^吗呢?]{0,10}(?:说错|弄错|点错|搞错)[^吗呢?]{0,4}$"
    r"|^(?:[那就先你您请哎诶]|等等|等下|等一下|慢着|还是|暂时|千万)*(?:不要?|别)(?:给我|给他们?)?(?:发|交|报|送|提交|办)(?:出去|上去|过去)?[了吧啊]*$|^(?:先)?不忙(?:发|交|报)$"
    r"|^(?:我|那|就|还是|算了)*(?:不想|懒得)(?:再)?(?:[当干做搞弄填说问申]|报名|申请)(?:了|啦|这个)*$|^(?:我|那|就|还是)*(?:要|想)?撤[了吧掉]+$|^(?:说说|说着玩|开玩笑)(?:而已|的)?(?:别当真)?$"
    r"|^(?:那|那就|算了)*(?:不用|不要|不麻烦)(?:你们?|您)?了?我(?:们)?自己.{0,8}$"
    r"|^算了(?:算了|吧|不.{1,4}了?|撤回吧?|[以下][后次]再说){1,4}$|^[别我]?.{0,2}说着玩的?$|^当我没说$"
)


_HOLDS_BACK = re.compile(
    r"(?:[那就先你您请哎诶]|等等|等下|等一下|慢着|还是|暂时|千万)*(?:不要?|别)(?:给我|给他们?)?(?:发|送|提交)(?:出去|上去|过去)?[了吧啊]*"
)


def holds_back(text: str) -> bool:
    """Whether somebody says of what is to go out that it is not to: «先别发»."""
    return _HOLDS_BACK.fullmatch(bare(text)) is not None


def gives_up(text: str) -> bool:
    """Whether somebody stops what is in hand: «先不填了», «算了，不退了», «别，我说着玩的», «不办了，取消掉»."""
    clauses = [one for one in _CLAUSES.split(text) if bare(one)]
    if any(agrees(one) for one in clauses) and _PRESSED.search(text):
        return False
    stops = [_stops(one) or control(one) == "cancel" for one in clauses]
    return _stops(text) or (
        len(clauses) > 1
        and any(stops)
        and all(stop or _BESIDE_A_STOP.fullmatch(bare(one)) for stop, one in zip(stops, clauses, strict=True))
    )


_PRESSED = re.compile(r"别(?:再)?(?:问|说|催)")
"""«行行行，别问了» is no stop."""
_BESIDE_A_STOP = re.compile(
    r"(?:错了|错啦|不对|不是|等等|等下|等一下|慢着|且慢|哎呀?|唉|哦|嗯|那|就|先|好|行|算了|没意思|没劲|没必要|太麻烦了?|麻烦|懒得弄|累了|不想弄"
    r"|记下来?|存着|放着|留着|(?:我(?:就|只是|只)?|只是|只)?(?:再)?(?:想想|考虑考虑|看看|问问|问一下|问下)(?:而已|的)?|开玩笑的?|我?说说而已|别当真|点错了?|按错了?|搞错了?|弄错了?|你们?也不容易)+"
)
"""What stands beside it and wants nothing else: «错了错了 先别发», «算了，没意思»."""


def _stops(text: str) -> bool:
    return any(_GIVES_UP.match(core) for core in _without_politeness(bare(text)))


_AFTER_ALL = re.compile(r"^(?:唉|哎|哦|嗯|算了|那|不|就|我)*还是")


def goes_after_all(text: str) -> bool:
    """Whether what was given up is wanted all the same: «唉 还是发吧», «还是办吧»."""
    word = bare(text)
    after = _AFTER_ALL.match(word)
    return after is not None and (
        assent.is_deed(word[after.end() :]) or assent.is_deed(f"还是{word[after.end() :]}")
    )


def undressed(text: str) -> str:
    """The text bare and without courtesies."""
    return _without_politeness(bare(text))[-1]


def control(text: str) -> str:
    """The steering word that a text is, or nothing."""
    word = recognise(text, _CONTROL_WORDS)
    name = next((name for name, words in CONTROL.items() if word in words), "") if word else ""
    return "" if name == "confirm" and _ASKS.search(bare(text)) else name


_HESITATES = re.compile(
    r"[?？][\s!！]*$|^\s*(?:嗯+|好+的?|行|哦|噢|额|对|那|ok|OK)[\s,，]*(?:…+|\.{2,}|。{2,}|～{2,})[\s!！]*$"
)


def hesitates(text: str) -> bool:
    """Whether a few words end in a doubt: «嗯？», «嗯……», «OK?»."""
    return _HESITATES.search(text) is not None


def agrees(text: str) -> bool:
    """Whether a text is a plain yes, be it a thumb alone; a no or a doubt beside it takes it back."""
    word = _LONG_DRAWN.sub(r"\1", bare(text))
    said_so = assent.is_yes(word) or (YES in said_by_signs(text) and (not word or assent.is_court(word)))
    return said_so and not (hesitates(text) or _is_taken_back(text))


def names_deed(text: str) -> bool:
    """Whether a plain yes names what is to be done: «确认», «存吧», «知道了，发吧»."""
    return assent.is_deed(bare(text)) and not _is_taken_back(text)


def only_heard(text: str) -> bool:
    """Whether a text says that it was read, and neither yes nor no: «收到», «好，知道了»."""
    return assent.is_heard(bare(text))


_THANKS = re.compile(r"谢|感激|辛苦|费心|thank|thx|3q")


def thanks_beside(text: str) -> bool:
    """Whether a plain yes is as likely thanks for what was said before: «好的，谢谢»; no yes that names a deed."""
    return agrees(text) and not names_deed(text) and _THANKS.search(bare(text)) is not None


def sends(text: str) -> bool:
    """Whether a text says of a card that it may go: «发», «好了好了»."""
    return assent.is_sending(bare(text)) and not (hesitates(text) or _is_taken_back(text))


def disagrees(text: str) -> bool:
    """Whether a text is a plain no, that says nothing else."""
    return assent.is_no(bare(text)) or _is_only_a_no(text)


def affirms(text: str) -> bool:
    """Whether a text answers a question with yes: a plain yes, «有的», «愿意»."""
    return agrees(text) or (assent.is_had(bare(text)) and not _is_taken_back(text))


def denies(text: str) -> bool:
    """Whether a text answers a question with no: a plain no, «没有», «不用», «算了»."""
    return disagrees(text) or assent.is_lacking(bare(text))


def leaves_open(text: str) -> bool:
    """Whether a text says that there is no answer to give: «没有», «不用了», «不清楚», «不想说»."""
    return denies(text) or bool(among(text, _UNKNOWN)) or tells_none(text)


def tells_none(text: str) -> bool:
    """Whether somebody would rather not say, or has nothing to say: «不想说», «没什么原因»."""
    return _TELLS_NONE.fullmatch(bare(text)) is not None


_TELLS_NONE = re.compile(
    r"(?:也|就|真|我|其实|那)*(?:(?:没有?|冇|无)(?:什么|啥|咩|乜|特别|别)*的?(?:原因|理由|好说|好讲)的?|(?:不|唔)(?:太|大)?(?:想|方便|便|愿意?)(?:多)?(?:说|讲|透露)|保密|就这样)[了吧啦啊的]*"
)


def _is_taken_back(text: str, word: str = "") -> bool:
    """Whether a sign that says no stands beside a word that does not: «确认❌», but not «婉拒🙅»."""
    return NO in said_by_signs(text) and not _REFUSES.search(word)


def _is_only_a_no(text: str) -> bool:
    """«👎» alone, or with thanks."""
    word, signs = bare(text), said_by_signs(text)
    return NO in signs and YES not in signs and (not word or assent.is_court(word))


def among(text: str, words: Collection[str]) -> str:
    """The one of `words` that the text is to the letter, whatever politeness stands around it; empty where it is none."""
    word = _among(bare(text), tuple(words))
    return "" if _is_taken_back(text, word) else word


def recognise(text: str, words: Collection[str]) -> str:
    """The one of `words` that the text is, typos and homophones forgiven; of a long text, only one that it is to the letter."""
    word = _recognise(bare(text), tuple(words))
    return "" if _is_taken_back(text, word) else word


def likeness(text: str, examples: Collection[str]) -> float:
    """How like the likest of the examples a text is, from 0 to 1: by the pairs of characters that they share."""
    pairs = _pairs(bare(text))
    return max((_shared(pairs, _pairs(bare(example))) for example in examples), default=0.0)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1)) | frozenset(text)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


@lru_cache(maxsize=8192)
def _among(text: str, words: tuple[str, ...]) -> str:
    spelt = _spelt(words)
    if text in spelt:
        return spelt[text]
    if not text or len(text) > _LONGEST_POLITE:
        return ""
    return next((spelt[core] for core in _cores(text) if core in spelt), "")


@lru_cache(maxsize=8192)
def _recognise(text: str, words: tuple[str, ...]) -> str:
    if word := _among(text, words):
        return word
    if not text or len(text) > _LONGEST:
        return ""
    core = _without_politeness(text)[-1]
    return by_looks(core, words) or by_sound(core, words)


@lru_cache(maxsize=1024)
def _spelt(words: tuple[str, ...]) -> dict[str, str]:
    """The words by how they are compared; one that is already so goes before one that only becomes so."""
    return {bare(word): word for word in words} | {word: word for word in words}


def _cores(text: str) -> Iterator[str]:
    """What the text may be but for politeness, and for being said twice: «取消取消»."""
    for core in _without_politeness(text):
        if core != "?":
            yield core
        if again := _AGAIN.fullmatch(core):
            yield again[1]


def _without_politeness(text: str) -> list[str]:
    """As it is, without «请», then particle by particle: «算了吧», «算了», «算»."""
    cores = [text, _BEFORE.sub("", text)]
    while (shorter := _AFTER.sub("", cores[-1])) != cores[-1]:
        cores.append(shorter)
    return cores


_CONTROL_WORDS = tuple(word for words in CONTROL.values() for word in words)
