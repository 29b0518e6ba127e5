"""What a rule pack cites, and where."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def clauses(rule: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every citation within `rule`, with the path at which it stands."""
    for part in fields(rule):
        value, here = getattr(rule, part.name), (*path, part.name)
        if part.name.endswith("clause"):
            yield here, value
        elif is_dataclass(value):
            yield from clauses(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if is_dataclass(item):
                    yield from clauses(item, (*here, index))
