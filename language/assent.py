"""A plain yes and a plain no, in as many words as people use for it, and nothing besides: «好的谢谢», «对的没错»."""

from functools import cache

from language.data import rows
from language.phrases import is_made_of


def is_yes(bare: str) -> bool:
    """Whether a text without blanks and marks says that it is so, and nothing else."""
    return _says(bare, "yes")


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
    beside = _words()["tail"] if kind == "court" else _beside()
    return is_made_of(bare, said if kind == "yes" else _longer(kind), beside)


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
