"""What a form may say of a text or of what was filled in, beside its slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from handlers.engine.context import Values


def _hears_neither(text: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Catch:
    """What a card asks before its deed, where a plain 确认 will not do.

    `yes` is the caption of the answer by which the deed is done all the same (none where it cannot be), `known` what that
    answer brings into the form; `no` is the caption of giving up. `read` hears either in words: None for neither.
    """

    text: str
    no: str
    yes: str = ""
    known: Values = field(default_factory=dict)
    read: Callable[[str], bool | None] = _hears_neither


@dataclass(frozen=True, slots=True)
class About:
    """Which of the things that people are asked about a text names: `ref`, None where it may be several.

    `missing` says why the one named is not waiting for an answer. `speaks`: the text can be nothing but words about it
    («陈会计很耐心»), though it answers nothing yet. `each`: it answers several («第一个接，第二个不接»), with the values for each,
    by the form that takes them.
    """

    ref: Any = None
    missing: str = ""
    speaks: bool = False
    each: Sequence[tuple[str, Values]] = ()
