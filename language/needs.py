"""A need read into its slots."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from language import (
    contacts,
    enterprise_names,
    fields,
    for_others,
    labelled,
    regions,
    service_form,
    topics,
    traits,
    urgency,
)
from language.calendar.scan import without_days
from language.data import rows
from language.domains import DOMAINS
from language.lexicon import any_of
from language.normalise import LONGEST, normalise
from language.private import is_private
from language.reading import names
from language.vocabulary import PLAIN, Vocabulary

GROUPS = {
    "graduate": "大学毕业生创业",
    "veteran": "退役军人创业",
    "woman": "女性创业",
    "disabled": "残疾人创业",
    "srdi": "专精特新",
}
"""The groups of S1.4 by code, as people call them."""
_SPOKEN = {"veteran": r"当了.{1,3}年兵"}
"""What a list of words can't hold."""
_FOCUS = tuple(
    (group, re.compile("|".join([*words.split(), *filter(None, [_SPOKEN.get(group)])])))
    for group, words in rows("words/focus.tsv")
)
_HIRED = re.compile(r"(?:招|聘|请|雇|找|要|收|用|给|安置|吸纳|安排)(?!问)[^,。;]{0,8}$")
_OWN = re.compile(
    r"(?:是|属于|评上|拿到|获评|认定为|已经?是|作为|被评为|评了|入选|成了)[^,。;想要]{0,8}$|(?:国家|[省市])级?$"
)
_GRANTED = re.compile(
    r"(?:企业)?(?:已经?|都|刚)(?:批|评|拿|认定|申请)(?:下来|上|到|过|了)|(?:小巨人)?企业(?=[,。;])"
)
_OTHERS = re.compile(
    r"(?:代工厂?|供应商|对方|客户|甲方|乙方|买家|卖家|下家|上家|竞争对手|同行|物业|房东|银行|平台|欠|告|起诉|跟|和|与|被|给|找|从|向|把|去|用|学|"
    r"像|仿|做|加盟|进)[^,。;\s]{0,6}$"
)
_THEIRS = re.compile(
    r"^[^,。;\s]{0,4}(?:扣着|欠|不还|不给|不付|起诉|告我|拖|骗|跑路|违约|仿冒|抄|冒用|的货|的人)"
)
_MINE = re.compile(
    r"(?:我是|我们是|我们|我司|本公司|这里是|这边是|俺们?是?|叫|名[:: ]?|名称[:: ]|店[:: ]|单位[:: ]|企业[:: ]|公司[:: ]|咱|本店|"
    r"我家|我店)[^,。;\s]{0,12}$"
)
_OTHER_PARTY = re.compile(any_of("other_parties"))
_NO_FIRMS: topics.Ranking = (("other", 1.0), *((code, 0.0) for code in DOMAINS if code != "other"))
"""The domains of what is no firm's matter at all, whatever terms of law it is told in."""


@dataclass(frozen=True)
class Need:
    """What an enterprise asks for.

    `domain` is always named, «other» where none fits, and `sure` is False where it should be asked; `also` holds further
    domains that fit, `candidates` every domain with its chance, likeliest first. `calm` where it is said that it can
    wait. `form` is online, offline or None; `enterprise` the asker's own, as written; `phone` digits; `focus` the groups
    of S1.4 that the asker belongs to; `prefers` what is liked in who helps, as codes of `language.traits`.
    """

    domain: str = "other"
    also: tuple[str, ...] = ()
    region: str | None = None
    urgent: bool = False
    calm: bool = False
    form: str | None = None
    enterprise: str | None = None
    phone: str | None = None
    focus: tuple[str, ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    prefers: tuple[str, ...] = ()
    sure: bool = False


def read_need(
    text: str,
    home: str | None = None,
    said_at: datetime | None = None,
    vocabulary: Vocabulary = PLAIN,
    *,
    deep: bool = True,
) -> Need:
    """The need that a message tells; `home` is the asker's region code.

    `deep` lets sentence vectors help with the domain where the encoder is installed; `said_at` changes nothing.
    """
    message = normalise(text[:LONGEST])
    plain = message.text
    found = enterprise_names.mentions(plain)
    named = names.of_need(plain)
    own = next((name for name in named.names if not _is_theirs(plain, name)), None) or next(
        (name for name in found if _is_own(plain, name)), None
    )
    form = fields.fields(plain)
    said = labelled.urgency(form)
    pressing = urgency.read(plain) if said is None else said
    ranked = _NO_FIRMS if is_private(plain) else topics.of_need(plain, vocabulary, deep=deep)
    told = Need(
        domain=ranked[0][0],
        also=topics.beside(ranked),
        region=regions.where(plain, _places(plain, vocabulary), found, home),
        urgent=pressing is True,
        calm=pressing is False,
        form=service_form.wanted(plain),
        enterprise=enterprise_names.written(message, [own])[0] if own else None,
        phone=contacts.phone(plain),
        focus=tuple(code for code, pattern in _FOCUS if _is_asker(code, plain, pattern)),
        candidates=ranked,
        prefers=traits.preferred(plain),
        sure=topics.is_sure(ranked),
    )
    return replace(told, **_labelled(form, home, vocabulary)) if form else told


def _places(plain: str, vocabulary: Vocabulary) -> list[regions.Place]:
    """The places that the asker may be at."""
    named = regions.mentions(without_days(plain), vocabulary)
    return [place for place in named if not for_others.is_where_others_are(plain, place.start)]


def _labelled(form: list[fields.Field], home: str | None, vocabulary: Vocabulary) -> labelled.Slots:
    """What the fields of a form say of the way of serving and the place."""
    ways = [labelled.way(field.value) for field in fields.of_slot(form, "form")]
    return labelled.of_places(form, home, vocabulary) | ({"form": ways[0]} if ways else {})


def _is_own(text: str, name: enterprise_names.Name) -> bool:
    """The asker's own enterprise, no counterparty and no brand."""
    before = text[max(0, name.start - 16) : name.start]
    if _is_theirs(text, name):
        return False
    return bool(_MINE.search(before)) or (enterprise_names.rings(text, name) and not _OTHERS.search(before))


def is_of_other_party(text: str) -> bool:
    """Whether a text begins with who stands on the other side of a matter: «对方一直不接电话»."""
    return bool(_OTHER_PARTY.match(text))


def _is_theirs(text: str, name: enterprise_names.Name) -> bool:
    """Whether it is said outright that the name is somebody else's."""
    before, after = text[max(0, name.start - 16) : name.start], text[name.end : name.end + 10]
    return bool(_THEIRS.match(after) or _OTHER_PARTY.search(before))


def groups_named(text: str) -> tuple[str, ...]:
    """The groups of S1.4 that a (normalised) text names, of whomever: «专精特新企业», «退役军人创业»."""
    return tuple(code for code, pattern in _FOCUS if pattern.search(text))


def _is_asker(code: str, text: str, pattern: re.Pattern[str]) -> bool:
    """Focus marks what the asker is, not what it hires or hopes to become."""
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        if code == "srdi":
            if (_OWN.search(before) or _GRANTED.match(text, match.end())) and not re.search(
                "想|能不能|怎么|如何|才能|申报|申请|评选|报", before
            ):
                return True
        elif not _HIRED.search(before) and not re.match("员工|职工|工人|人员", text[match.end() :]):
            return True
    return False
