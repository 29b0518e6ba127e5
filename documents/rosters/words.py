"""Names, units, addresses of mail and fields as cells have them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import language
from documents.rosters.cells import is_none, narrow, one_line
from language import domains
from language.compatibility import IDEOGRAPH
from language.contacts import EMAIL
from language.data import rows
from language.lexicon import any_of

_REMARK = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]\s*$")
_EDGES = " ,，、;；:：/|。.·-"
_DOT = re.compile(rf"(?<={IDEOGRAPH})\s*[\u2022\u2027\u2219\u22c5\u30fb\uff65\uff0e.·]\s*(?={IDEOGRAPH})")
_TITLED = re.compile(rf"^({IDEOGRAPH}{{2,}}?)(?:同志|{any_of('spoken_titles')}|{any_of('titles')})$")
_STRANGE = re.compile(r"[?？□■�\ue000-\uf8ff\U000f0000-\U0010ffff]")
_HOUSE = re.compile(
    r"...(?:公司|[工加]厂|中心|协会|商会|学院|大学|银行|事务所|合作社|工作站|园区?|研究院|局)$"
)
_SPOKEN_TO = re.compile(rf"{IDEOGRAPH}(?:{any_of('spoken_titles')}|工|总)")
_UP_TO_HOUSE = re.compile(
    r".{2,}(?:公司|集团|[工加]厂|中心|协会|商会|学会|学院|大学|银行|事务所|合作社|工作站|园区|研究院|研究所|基地)"
)
_BLANK = re.compile(r"\s+")
_MAIL_DOTS = re.compile(r"[,，。．、]")
_TERMS = re.compile(r"[、,，;；/／|｜＋+&\s()（）]+|(?<=.)等(?:领域|方面)?$")
_JOINED = re.compile(r"[和与及]")
_NUMBERED = re.compile(r"^(?:\d{1,2}|[①-⑳一二三四五六七八九十])[.．、)）]\s*|^[①-⑳]\s*")
_UNREAD = re.compile(r"[\s()\[\]·.,\-_]")
_LONG_TERM = 12
"""Characters beyond which a term is a description, which may name several fields."""


def name(written: str) -> str:
    """A person's name without remarks behind («（女）»), titles and blanks; its characters stay as they are given."""
    if len(written) < 4 and written.isalpha():
        return written
    bare = _NUMBERED.sub("", one_line(_REMARK.sub("", written))).strip(_EDGES)
    bare = _DOT.sub("·", bare)
    titled = _TITLED.match(bare)
    return titled[1] if titled else bare


def strange(written: str) -> bool:
    """Whether a sign stands in it that no font has: a character was lost on the way."""
    return bool(_STRANGE.search(written))


def is_title(written: str) -> bool:
    """Whether it is how somebody is spoken to, of whom only the surname is told: «陈律师»."""
    return bool(_SPOKEN_TO.fullmatch(written))


def house_in(written: str) -> str:
    """A text up to the end of the unit that it begins with: «…有限公司董事长» → «…有限公司»; whole where there is none."""
    found = _UP_TO_HOUSE.match(written)
    return found[0] if found else written


def is_house(written: str) -> bool:
    """Whether it is called like a unit, not like a person."""
    return bool(_HOUSE.search(written))


def email(written: str, *, alone: bool = True) -> str | None:
    """The address; None where the text holds none. `alone`: blanks in it are a slip of the hand, not the end of other words."""
    plain = narrow(written)
    if plain.count("@") == 1:
        plain = _MAIL_DOTS.sub(".", _BLANK.sub("", plain) if alone else plain).strip(".")
    match = EMAIL.search(plain)
    return match[0].rstrip(".") if match else None


@lru_cache(maxsize=4096)
def fields(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the fields named, in order, and the words that are none: «税收筹划、钓鱼» → («tax»,), («钓鱼»,)."""
    codes: list[str] = []
    unknown: list[str] = []
    for term in _TERMS.split(one_line(_NUMBERED.sub("", written))):
        bare = _NUMBERED.sub("", term or "").strip(_EDGES)
        if bare and not is_none(bare):
            found = _codes(bare) or tuple(code for part in _JOINED.split(bare) for code in _codes(part))
            codes += found
            unknown += () if found else (bare,)
    return tuple(dict.fromkeys(codes)), tuple(unknown)


def _codes(term: str) -> tuple[str, ...]:
    """By the name of a field, else by what speaks for one; a short term means the one that most speaks for."""
    plain = narrow(term)
    if plain in field_names():
        return (field_names()[plain],)
    found = language.read_domains(plain) or ()
    if len(found) < 2 or len(plain) > _LONG_TERM:
        return found
    weights = domains.evidence(language.normalise(plain).text)
    most = max(weights[code] for code in found)
    return tuple(code for code in found if weights[code] == most)


@cache
def field_names() -> dict[str, str]:
    """What fields are called: the taxonomy's words, and those of the documents, by code."""
    labels = {label: code for code, label in domains.DOMAINS.items() if code != "other"}
    told = {word: code for code, words in rows("words/field_names.tsv") for word in words.split()}
    return labels | told


def folded(written: str) -> str:
    """For comparing alone: width, case, blanks, brackets and dots make no difference."""
    plain = narrow(written).casefold()
    return plain if plain.isalnum() else _UNREAD.sub("", plain)
