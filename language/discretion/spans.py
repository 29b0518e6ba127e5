"""What stands where in a text: the pieces that tell who is meant."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What a piece tells of somebody."""

    PHONE = "phone"
    PAPER = "paper"
    MAIL = "mail"
    ACCOUNT = "account"
    SITE = "site"
    PLATE = "plate"
    ADDRESS = "address"
    FIRM = "firm"
    PERSON = "person"
    SURNAME = "surname"
    """A surname alone; the title behind it stays: 某厂长."""


class Span(NamedTuple):
    """A piece at `start:end`."""

    start: int
    end: int
    kind: Kind


def apart(found: Iterable[Span]) -> list[Span]:
    """From left to right, none within another: of those that overlap whichever was found first."""
    kept: list[Span] = []
    for span in found:
        if span.start < span.end and all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    return _joined(sorted(kept))


def _joined(found: list[Span]) -> list[Span]:
    """Pieces of one kind that follow each other at once are one."""
    joined: list[Span] = []
    for span in found:
        if joined and joined[-1].end == span.start and joined[-1].kind is span.kind:
            joined[-1] = joined[-1]._replace(end=span.end)
        else:
            joined.append(span)
    return joined
