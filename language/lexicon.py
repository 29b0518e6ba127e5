"""Lists of words, and terms looked up in running text, which has no spaces to find words by."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from language.data import rows

T = TypeVar("T")


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of the list `language/data/words/NAME.txt`, one a line, in its order."""
    return tuple(word for (word,) in rows(f"words/{name}.txt"))


def any_of(name: str) -> str:
    """A list as a pattern without a named group: any one of its words, earlier ones tried first."""
    return alternatives(words_of(name))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for one of the words, in their order; those of one first character stand together.

    Words that begin differently never compete, so this finds the same; one look at the next character spares trying each word
    where none begins.
    """
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[0], []).append(re.escape(word[1:]))
    tried = "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in heads.items())
    return f"(?:(?=[{''.join(map(re.escape, heads))}])(?:{tried}))"


class Hit(NamedTuple, Generic[T]):
    """A term found at `start:end`, and what it stands for."""

    start: int
    end: int
    value: T


class Lexicon(Generic[T]):
    """Finds the longest known term at each place, in time linear in the text."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_head: dict[str, list[tuple[str, T]]] = {}
        for term, value in entries:
            self._by_head.setdefault(term[:2], []).append((term, value))
        for terms in self._by_head.values():
            terms.sort(key=lambda entry: -len(entry[0]))

    def scan(self, text: str) -> Iterator[Hit[T]]:
        """The terms of `text` from left to right, none overlapping another."""
        position = 0
        while position < len(text) - 1:
            terms = self._by_head.get(text[position : position + 2])
            hit = self._longest(text, position, terms) if terms else None
            if hit:
                yield hit
            position = hit.end if hit else position + 1

    @staticmethod
    def _longest(text: str, position: int, terms: list[tuple[str, T]]) -> Hit[T] | None:
        for term, value in terms:
            if text.startswith(term, position):
                return Hit(position, position + len(term), value)
        return None
