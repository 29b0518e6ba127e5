"""«姓陈的», «那个姓何的»: of those who wait, the one of this surname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.engine.decision import Subject
from language.called import surname
from language.lexicon import any_of, words_of

_BY = re.compile(
    rf"(?:[把给对将让])?(?:那个|这个|那位|这位)?姓(?P<who>{any_of('double_surnames')}|[{''.join(words_of('surnames'))}])的(?:那[个位份]|这[个位份])?"
)
_ANYBODY = "某某"
_PAUSE = re.compile(r"\s+")


def as_name(text: str) -> str:
    """The text with a name in its place, so that it can be read like any other."""
    found = _BY.search(text)
    return _put(text, found, f"把{found['who']}{_ANYBODY}") if found else text


def named(text: str, subjects: Sequence[Subject]) -> str:
    """The text with the name of the only one of that surname; as it is, where nobody or several bear it."""
    found, of_it = _BY.search(text), of(text, subjects)
    return _put(text, found, f"把{of_it[0].name}") if found and len(of_it) == 1 else text


def said(text: str) -> str:
    """«姓孙的»; empty where nobody is called so."""
    found = _BY.search(text)
    return f"姓{found['who']}的" if found else ""


def of(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """All of the surname that a text says."""
    found = _BY.search(text)
    return [one for one in subjects if found and surname(one.name) == found["who"]]


def _put(text: str, found: re.Match[str], name: str) -> str:
    """A pause behind parts off the reason: «姓何的退回去 学历没交»."""
    return text[: found.start()] + name + _PAUSE.sub("，", text[found.end() :].strip(), count=1)
