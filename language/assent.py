"""A plain yes and a plain no, in as many words as people use for it, and nothing besides: «好的谢谢», «对的没错».

«知道了» says that something was read; it is no yes, nor is the yes in front of it one («好，知道了»).
"""

import re
from functools import cache

from language.data import rows
from language.phrases import is_made_of

_BEFORE = r"(?:那|就|好|行|嗯|恩|可以|没问题|帮我|给我|请|麻烦|直接|现在|赶紧|快|这么|这样|按这个|都|一起|一并|你|您|先)"
_KEEPS = r"(?:存|记|保存|记录|提交|登记|录入|入库|归档)"
_HANDS_IN = r"(?:发|交|报|办)"
_AWAY = r"(?:上去|出去|下来|进去|过去|上|下|好|掉|一下)"
_LET = r"(?:了?吧|呗|就行|就好|啦)"
_DEED = re.compile(
    rf"{_BEFORE}{{0,4}}{_KEEPS}{_AWAY}?{_LET}?|{_BEFORE}{{1,4}}{_HANDS_IN}{_AWAY}?{_LET}?|{_HANDS_IN}{_AWAY}?{_LET}"
)
"""«存吧», «就这么发», «帮我交上去»: what is ready is to be done, by the name of the deed."""


def is_yes(bare: str) -> bool:
    """Whether a text without blanks and marks says that it is so, and nothing else."""
    return _says(bare, "yes") or is_deed(bare)


def is_deed(bare: str) -> bool:
    """Whether it says yes by the name of what is to be done: «确认», «存吧», «知道了，发吧»."""
    return bool(_DEED.fullmatch(bare)) or is_made_of(bare, _words()["deed"], _beside() | _words()["yes"])


def is_heard(bare: str) -> bool:
    """Whether it says that it was read and nothing else, be it after a yes: «收到», «好，知道了»."""
    return is_made_of(bare, _words()["heard"], _words()["tail"] | _words()["court"] | _words()["yes"])


def is_sending(bare: str) -> bool:
    """Whether it says of what is ready that it is to go, and nothing else: «发», «好了»."""
    return _says(bare, "send")


def is_no(bare: str) -> bool:
    """Whether it says that it is not so, and nothing else, not even what is right."""
    return _says(bare, "no")


def is_had(bare: str) -> bool:
    """Whether it answers with the word that a question asked with: «有的», «愿意»."""
    return _says(bare, "has")


def is_lacking(bare: str) -> bool:
    """Whether it answers with the contrary of that word: «没有», «不用»."""
    return _says(bare, "lacks")


def is_court(bare: str) -> bool:
    """Whether it is politeness and nothing else: «谢谢老师»."""
    return _says(bare, "court")


def _says(bare: str, kind: str) -> bool:
    said = _words()[kind]
    if len(set(bare)) == 1 and bare[0] in said:
        return True  # «不» is a no, and «不错» is none: one character says it alone
    if kind == "yes":
        return is_made_of(bare, said | _words()["deed"], _words()["tail"] | _words()["court"])
    return is_made_of(bare, _longer(kind), _words()["tail"] if kind == "court" else _beside())


@cache
def _longer(kind: str) -> frozenset[str]:
    return frozenset(word for word in _words()[kind] if len(word) > 1)


@cache
def _beside() -> frozenset[str]:
    return _words()["tail"] | _words()["heard"] | _words()["court"]


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, words in rows("words/assent.tsv"):
        found[kind] = found.get(kind, frozenset()) | frozenset(words.split())
    return found
