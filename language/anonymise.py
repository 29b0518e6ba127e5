"""Messages without who they are about, for those who look at how people are understood."""

import re
from collections.abc import Collection, Iterator

from language import enterprise_names, person_names
from language.discretion import Kind, hidden
from language.normalise import normalise

PHONE, MAIL, FIGURES, PERSON, HOUSE, PLACE = (
    "〔电话〕",
    "〔邮箱〕",
    "〔号码〕",
    "〔人名〕",
    "〔企业〕",
    "〔地址〕",
)
MARKS = {
    Kind.PHONE: PHONE,
    Kind.PAPER: FIGURES,
    Kind.MAIL: MAIL,
    Kind.ACCOUNT: FIGURES,
    Kind.SITE: MAIL,
    Kind.PLATE: FIGURES,
    Kind.ADDRESS: PLACE,
    Kind.FIRM: HOUSE,
    Kind.PERSON: PERSON,
    Kind.SURNAME: "某",
}
_FIGURES = re.compile(r"(?<![0-9A-Za-z])\d{7,}[Xx]?")
_SHORTEST = 2


class Names:
    """Names that are known, found wherever they stand in a text, the longest first."""

    def __init__(self, people: Collection[str], houses: Collection[str]) -> None:
        self._marks = dict.fromkeys(filter(_is_long, houses), HOUSE) | dict.fromkeys(
            filter(_is_long, people), PERSON
        )
        self._lengths = sorted({len(name) for name in self._marks}, reverse=True)

    def hidden(self, text: str) -> str:
        """The text with a mark in the place of each known name."""
        return "".join(self._parts(text))

    def _parts(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            name = next((text[at : at + n] for n in self._lengths if text[at : at + n] in self._marks), "")
            yield self._marks[name] if name else text[at]
            at += len(name) or 1


def anonymous(text: str, known: Names) -> str:
    """The text, normalised, with a mark in the place of whatever says who is meant: of other firms and people too."""
    shown = hidden(known.hidden(text), MARKS)
    return _FIGURES.sub(FIGURES, _without_person(_without_houses(normalise(shown).text)))


def _without_houses(text: str) -> str:
    for one in sorted(enterprise_names.mentions(text), key=lambda one: -one.start):
        text = text[: one.start] + HOUSE + text[one.end :]
    return text


def _without_person(text: str) -> str:
    name = person_names.person(text)
    return text.replace(name, PERSON) if name else text


def _is_long(name: str) -> bool:
    return len(name) >= _SHORTEST
