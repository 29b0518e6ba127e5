"""Numbers by which somebody is called or written down: telephones, papers, cards, credit codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from language.discretion import papers, phones
from language.discretion.figures import Run, runs
from language.discretion.spans import Kind, Span


def found(text: str) -> Iterator[Span]:
    """Numbers of papers, then telephones."""
    yield from papers.codes(text)
    last: Span | None = None
    for run in runs(text):
        at = 0
        while at < len(run.figures):
            after, kind = _at(run, at, last)
            if kind:
                last = _framed(text, run.places[at], run.end(after), kind)
                yield last
            at = after


def _at(run: Run, at: int, last: Span | None) -> tuple[int, Kind | None]:
    """Behind the number that begins with this figure, and what it is; the next figure where none does."""
    if run.begins(at):
        if after := papers.at(run, at):
            return after, Kind.PAPER
        if after := phones.at(run, at, last):
            return after, Kind.PHONE
    return at + 1, None


_PLUS = re.compile(r"\+ ?$")
_LAST = re.compile(r"[ -]{0,2}x(?![0-9a-z])")


def _framed(text: str, start: int, end: int, kind: Kind) -> Span:
    """With the plus, the bracket that closes within, the extension or the X of an identity card."""
    if plus := _PLUS.search(text, max(0, start - 2), start):
        start = plus.start()
    if text[start - 1 : start] == "(" and text.count(")", start, end) > text.count("(", start, end):
        start -= 1
    tail = phones.EXTENSION.match(text, end) if kind is Kind.PHONE else _LAST.match(text, end)
    return Span(start, tail.end() if tail else end, kind)
