"""The messages that reading is learnt from, each with its author and with what stands where in it.

Those of `language/data/reading` were marked by their authors; those of the intents' corpus were written from a brief, whose
names are looked up in the text. Messages are split by author, never by message.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from language.data import content
from language.intents.sentences import FOLDER
from language.normalise import as_said

MARKED = files("language.data").joinpath("reading")
FOR_TESTS = ("elderly_writer", "many_people", "voice_text", "english_mix")
"""Authors whose messages nothing is learnt from, and nothing mended on."""
FOR_TUNING = ("professor", "consultant_chat")
"""Authors whose messages choose between settings."""
_ANY = "OXVT"
"""Nothing; another party; a venue; what it was about. S is one served, or who asks."""
_FORMS = {"n": "online", "f": "offline", "-": None}
_MARKS = {"[": "S", "{": "X", "<": "V", "^": "T"}
_NAMES_ONLY = "# names only"
"""The first line of a file whose authors marked nothing else."""
_MARKED = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}|<([^>]+)>|\^([^^]+)\^")


@dataclass(frozen=True)
class Example:
    """`text` is normalised; `spans` are (start, end, label); elsewhere any label of `open` may stand.

    `form` is online, offline or None; `what` is of a diary the kind of service, None where it was not marked; `urgent` is
    of a need.
    """

    author: str
    kind: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    open: str
    form: str | None
    urgent: bool = False
    what: str | None = None

    @property
    def marked(self) -> bool:
        """Whether its author marked all that is in it."""
        return self.open != _ANY

    @property
    def served(self) -> set[str]:
        """The names of those served, or of who asks."""
        return {self.text[start:end] for start, end, label in self.spans if label == "S"}


def examples() -> list[Example]:
    """All of them, in an order that does not depend on the file system."""
    return [*_told(), *_marked()]


def digest() -> str:
    """What the shipped weights keep, to tell whether they were learnt from these very messages."""
    return sha256(repr(examples()).encode() + content("reading/names.tsv")).hexdigest()


def _marked() -> Iterator[Example]:
    for file in sorted(MARKED.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            lines = file.read_text(encoding="utf-8").splitlines()
            whole = not lines[0].startswith(_NAMES_ONLY)
            author = file.name.removesuffix(".txt")
            yield from (of_line(author, line, whole) for line in lines if line[0] != "#")


def of_line(author: str, line: str, whole: bool = True) -> Example:
    """The message of a marked line; `whole` where all that is in it is marked, not names alone."""
    head, _, marked = line.partition(" | ")
    kind, form, last = head.split()
    text, spans = _unmarked(marked)
    is_diary = kind == "D"
    return Example(
        author=author,
        kind="diary" if is_diary else "need",
        text=text,
        spans=spans,
        open=_ANY if not whole else "O" if is_diary else "OVT",
        form=_FORMS[form],
        urgent=last == "u",
        what=last if is_diary else None,
    )


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without its marks, normalised, and what was marked in it."""
    plain, spans, at = "", [], 0
    for found in _MARKED.finditer(marked):
        plain += marked[at : found.start()]
        inner = next(group for group in found.groups() if group)
        spans.append((len(plain), len(plain) + len(inner), _MARKS[found[0][0]]))
        plain, at = plain + inner, found.end()
    message = as_said(plain + marked[at:])
    stands = {origin: place for place, origin in reversed(list(enumerate(message.origins)))}
    moved = [(stands[start], stands[end - 1] + 1, label) for start, end, label in spans]
    return message.text, tuple(moved)


def _told() -> Iterator[Example]:
    for file in sorted(FOLDER.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if "facts" in row and (found := _of_facts(row)):
                    yield found


def _of_facts(row: dict[str, Any]) -> Example | None:
    """A message whose brief is known; None where a name of the brief is not in it as it stands."""
    facts, text = row["facts"], as_said(row["text"]).text
    is_diary = row["intent"] == "diary.log"
    names = facts["names"] if is_diary else [facts["enterprise"]] if facts["enterprise"] else []
    spans: list[tuple[int, int, str]] = []
    for name in sorted((as_said(name).text for name in names), key=len, reverse=True):
        taken = {at for start, end, _ in spans for at in range(start, end)}
        places = [found.span() for found in re.finditer(re.escape(name), text) if found.start() not in taken]
        if not places:
            return None
        spans += [(*place, "S") for place in places]
    return Example(
        author=row["author"],
        kind="diary" if is_diary else "need",
        text=text,
        spans=tuple(sorted(spans)),
        open=_ANY,
        form=facts["form"],
        urgent=facts.get("urgent", False),
    )
