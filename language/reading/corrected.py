"""What people confirmed beside what was read of their words, and a line to learn from where the two part."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from language import read_diary
from language.anonymise import Names, anonymous
from language.normalise import normalise
from language.reading import kinds, variants

SLOTS = ("date", "hours", "enterprises", "names", "form", "kind", "region")
_FORM_SIGNS: Mapping[str | None, str] = {"online": "n", "offline": "f"}
_KIND_SIGNS: Mapping[str | None, str] = {code: sign for sign, code in kinds.CODES.items()}


@dataclass(frozen=True)
class Confirmed:
    """A diary as it was told (`text`) and as its writer confirmed it; `home` is the writer's region code."""

    text: str
    said_at: datetime
    home: str | None
    date: date
    hours: float
    enterprises: int
    names: tuple[str, ...]
    form: str | None
    kind: str | None
    region: str | None


def compared(one: Confirmed) -> dict[str, str]:
    """What became of each slot that was confirmed: `same`, `asked` (it was left open) or `put right`."""
    read = read_diary(one.text, one.said_at, one.home)
    pairs = {slot: (getattr(one, slot), getattr(read, slot)) for slot in SLOTS}
    return {slot: _fate(*pair) for slot, pair in pairs.items() if pair[0] not in (None, ())}


def line(one: Confirmed, known: Names) -> str:
    """The message as a marked line of `language/data/reading`: every name is exchanged, whatever else tells of somebody masked."""
    text = normalise(one.text).text
    parts = _split(text, [normalise(name).text for name in one.names])
    shown = "".join(
        f"[{variants.another(f'{text}{at}', ())}]" if at % 2 else anonymous(part, known)
        for at, part in enumerate(parts)
    )
    signs = (_FORM_SIGNS.get(one.form, "-"), _KIND_SIGNS.get(one.kind, "-"))
    return f"D {' '.join(signs)} | {_on_one_line(shown)}"


def teaches(fates: Mapping[str, str]) -> bool:
    """Whether names, form or kind were put right or had to be asked: what a marked line can teach."""
    return any(fates.get(slot, "same") != "same" for slot in ("names", "form", "kind"))


def _fate(confirmed: Any, read: Any) -> str:
    if isinstance(confirmed, tuple):
        same = {normalise(name).text for name in confirmed} == {normalise(name).text for name in read}
    else:
        same = confirmed == read
    return "same" if same else "asked" if read in (None, ()) else "put right"


def _split(text: str, names: Collection[str]) -> list[str]:
    """What stands between names, and every second time a name."""
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.split(f"({longest_first})", text) if names else [text]


def _on_one_line(text: str) -> str:
    return " ".join(re.sub(r"[|{}<>^]", " ", text).split())
