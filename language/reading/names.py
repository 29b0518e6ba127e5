"""Whose names a message tells: those served, or who asks. Rules find what is introduced as a name, the tagger the rest."""

import re
from typing import NamedTuple

from language import enterprise_names, regions
from language.enterprise_names import Name
from language.lexicon import any_of
from language.reading import tagger

_VERBS = frozenset("告欠")
_FOR = frozenset("给帮为替教")
"""Before a venue they tell for whom it was and not where."""
_WITH = re.compile(r"(?:跟|和|与|同)$")
_DEALT = re.compile(
    r"(?:之间)?(?:的|那份|那个|签的)[^,。;和跟给、老]{0,4}(?:合同|协议|纠纷|官司|欠款|货款|订单|诉讼|仲裁|案子)"
)
"""«看和海成五金的合同»: who stands on both sides of this is the other party to what is looked at."""
_COLLEAGUE = re.compile(r"我(?:们)?(?:和|跟|与|同|、)(?:[^,。;给帮为]{1,4}、)?$")
_PERSON = re.compile(rf"(?:[老小阿][\u4e00-\u9fff]|[\u4e00-\u9fff](?:{any_of('titles')}))")
"""«我和老李给六家讲»: who came along was not served."""


class Told(NamedTuple):
    """Names left to right; `guessed` where the tagger alone saw one of them."""

    names: list[Name]
    guessed: bool = False


def of_diary(text: str) -> Told:
    """The names of those served in a (normalised) diary."""
    found = _seen(text, "diary")
    seen = [name for name in found if not _is_beside(text, name, found)]
    introduced = [name for name in enterprise_names.introduced(text) if not _overlaps(name, seen)]
    shaped = enterprise_names.mentions(text)
    told = sorted([*seen, *introduced]) or [
        name for name in shaped if enterprise_names.is_certain(text, name)
    ]
    return Told(told, guessed=any(name not in shaped for name in seen))


def visited(text: str) -> list[Name]:
    """Where a (normalised) diary may tell that somebody went: names of any party, and venues."""
    return _but_regions(text, "SXV")


def venues(text: str) -> list[Name]:
    """The venues that a (normalised) diary tells."""
    return [venue for venue in _but_regions(text, "V") if text[venue.start - 1 : venue.start] not in _FOR]


def of_need(text: str) -> Told:
    """The names by which the asker of a (normalised) need may be called, the likeliest first."""
    seen = [name for name in _seen(text, "need") if text[: name.start][-1:] not in _VERBS]
    shaped = set(enterprise_names.mentions(text))
    return Told(seen, guessed=any(name not in shaped for name in seen[:1]))


def _but_regions(text: str, labels: str) -> list[Name]:
    """What was seen under these labels; a county or a part of its name is no house that somebody enters."""
    found = [Name(start, end) for start, end, label in tagger.spans(text, "diary") if label in labels]
    places = regions.mentions(text) if found else []
    return [one for one in found if not any(at.start <= one.start and one.end <= at.end for at in places)]


def _seen(text: str, kind: str) -> list[Name]:
    """Names of those served; no name begins with the verb that was taken with it (告鼎盛贸易)."""
    seen = (Name(start, end) for start, end, label in tagger.spans(text, kind) if label == "S")
    return [Name(name.start + 1, name.end) if text[name.start] in _VERBS else name for name in seen]


def _is_beside(text: str, name: Name, found: list[Name]) -> bool:
    """Whether a name is that of the other party to a matter or of who came along, and not joined to one of those served."""
    before = text[: name.start]
    joined = any(other.end == name.start - 1 for other in found)
    is_party = _WITH.search(before) and not joined and _DEALT.match(text, name.end)
    return bool(is_party or (_COLLEAGUE.search(before) and _PERSON.fullmatch(text, name.start, name.end)))


def _overlaps(name: Name, others: list[Name]) -> bool:
    return any(name.start < other.end and other.start < name.end for other in others)
