"""Experts whom the text of a need names: asked for, or turned away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from actions.offers.kept_out import CITY
from language import called


class Named(Protocol):
    """What is known of an expert who might be named."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def domains(self) -> tuple[str, ...]: ...
    @property
    def region(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Stances:
    """The one asked for; None where nobody is, or it is not clear who. And those turned away."""

    wished: int | None
    turned_away: frozenset[int]


def stances(text: str, experts: Iterable[Named], region: str) -> Stances:
    """How a need's text stands to these experts. By surname and title only somebody of the need's city is meant."""
    wished, away = set(), set()
    for one in experts:
        near = (one.region or "")[:CITY] == region[:CITY]
        if called.is_turned_away(text, one.name, one.domains, near=near):
            away.add(one.id)
        elif called.is_wished(text, one.name, one.domains, near=near):
            wished.add(one.id)
    return Stances(wished.pop() if len(wished) == 1 else None, frozenset(away))
