"""What kind of service was given: 宣讲, 咨询, 诊断, 培训 or 对接 (N23 四, N23-E 七)."""

import re
from functools import cache
from typing import NamedTuple

from language import subjects
from language.data import rows
from language.reading import judge, tagger

CODES = {"x": "briefing", "z": "advice", "d": "diagnosis", "p": "training", "j": "introduction"}
"""The letters of marked messages, and the kinds they stand for."""
LABELS = {
    "briefing": "宣讲", "advice": "咨询", "diagnosis": "诊断", "training": "培训", "introduction": "对接",
}  # fmt: skip
"""What people call them."""


class Told(NamedTuple):
    """A kind, None where none is told; `guessed` where no word says it plainly."""

    kind: str | None
    guessed: bool = False


def read(text: str) -> Told:
    """The kind of service of a (normalised) diary."""
    said = by_words(text)
    if said:
        return Told(said)
    seen = judge.signs(text, tagger.spans(text, "diary"))
    return Told(judge.load("kind").told(seen), guessed=True)


def named(text: str) -> str | None:
    """The kind that an answer names: «培训», «是对接»; None for none or more than one."""
    called = {code for code, label in LABELS.items() if label in text}
    return called.pop() if len(called) == 1 else None


def by_words(text: str) -> str | None:
    """The one kind that words of a (normalised) diary tell plainly."""
    spoken = subjects.without(text)
    told = {code for code, pattern in _plain() if pattern.search(spoken)}
    return told.pop() if len(told) == 1 else None


@cache
def _plain() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile("|".join(words.split()))) for code, words in rows("words/kinds.tsv"))
