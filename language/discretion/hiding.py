"""A text without those it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from language.discretion import accounts, firms, numbers, people, places
from language.discretion.plain import Plain, plain
from language.discretion.spans import Kind, Span, apart


class Asker(NamedTuple):
    """Who asks, as far as it is known: names of the firm and of its people."""

    firms: Collection[str] = ()
    people: Collection[str] = ()


NOBODY = Asker()
WAYS = frozenset({Kind.PHONE, Kind.PAPER, Kind.MAIL, Kind.ACCOUNT, Kind.SITE})
"""Pieces by which somebody can be reached, or is written down somewhere."""


def hidden(
    text: str, words: Mapping[Kind, str], asker: Asker = NOBODY, kinds: Collection[Kind] = frozenset(Kind)
) -> str:
    """The text with a word of `words` in the place of each piece of these kinds; the rest stays as it was written.

    Hiding a second time changes nothing, as long as the words hold no figure, no letter and no name.
    """
    seen = plain(text)
    parts: list[str] = []
    at = 0
    for span in (span for span in apart(_found(seen, asker)) if span.kind in kinds):
        start, end = seen.written(span.start, span.end)
        parts += [text[at:start], words[span.kind]]
        at = end
    return "".join([*parts, text[at:]])


def _found(seen: Plain, asker: Asker) -> Iterator[Span]:
    """What is surest first: an address of mail holds what looks like a site, a bank account what looks like a phone."""
    text = seen.text
    yield from accounts.mails(text)
    yield from accounts.sites(text)
    yield from numbers.found(text)
    yield from accounts.found(text)
    yield from places.plates(text)
    yield from firms.found(text, asker.firms)
    yield from places.addresses(text)
    yield from people.found(text, asker.people)
