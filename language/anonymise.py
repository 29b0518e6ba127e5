"""Messages without who they are about: telephone numbers, addresses, long figures, names of people and houses."""

import re
from collections.abc import Collection, Iterator

from language import enterprise_names, person_names
from language.contacts import EMAIL, find_phone
from language.lexicon import words_of
from language.normalise import normalise

PHONE, MAIL, FIGURES, PERSON, HOUSE = "〔电话〕", "〔邮箱〕", "〔号码〕", "〔人名〕", "〔企业〕"
MOST_PHONES = 10
_CODE = re.compile(r"(?<![0-9a-zA-Z])[0-9a-fA-F]{32}(?![0-9a-zA-Z])")
_FIGURES = re.compile(r"(?<![0-9A-Za-z])\d{7,}[Xx]?")
_TITLES = "律师|会计|教授|老师|博士|工程师|经理|厂长|老板|主任|顾问|专家|师傅|站长|总|工|姐|哥"
_AFTER = "找请叫是问给和跟与由让被"
_CALLED = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[{_AFTER}]))[{''.join(words_of('surnames'))}](?={_TITLES})"
)
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
    """The text, normalised, with a mark in the place of whatever says who is meant."""
    plain = _CODE.sub(FIGURES, known.hidden(normalise(text).text))
    for _ in range(MOST_PHONES):
        if not (found := find_phone(plain)):
            break
        plain = plain[: found[0]] + PHONE + plain[found[1] :]
    plain = _FIGURES.sub(FIGURES, EMAIL.sub(MAIL, plain))
    return _CALLED.sub("某", _without_person(_without_houses(plain)))


def _without_houses(text: str) -> str:
    for one in sorted(enterprise_names.mentions(text), key=lambda one: -one.start):
        text = text[: one.start] + HOUSE + text[one.end :]
    return text


def _without_person(text: str) -> str:
    name = person_names.person(text)
    return text.replace(name, PERSON) if name else text


def _is_long(name: str) -> bool:
    return len(name) >= _SHORTEST
