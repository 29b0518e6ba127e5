"""What a message tells of a need, and what is asked where it leaves something open."""

from __future__ import annotations

from collections.abc import Set

import language
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.engine.words import bare
from language.domains import label
from programme.roles import GUEST

MOST_LIKELY = 4
SHORTEST = 4


def newcomer(talk: ConversationContext, values: Values) -> bool:
    """Whether it is not known yet which enterprise speaks."""
    return talk.speaker.enterprise_id is None


def for_a_firm(talk: ConversationContext) -> bool:
    """Whether an expert, a station or staff tell the problem of a firm that is not their own."""
    return talk.speaker.enterprise_id is None and talk.speaker.roles != GUEST


def phone_question(talk: ConversationContext, values: Values) -> str:
    """Whose phone, and who will read it."""
    if for_a_firm(talk):
        return "企业的联系电话是多少？只给接单的专家看。"
    return "请留一个手机号，接单的专家好联系您（只给接单的专家看）。"


def read(talk: ConversationContext, text: str, values: Values) -> Values:
    """What a message tells of a need; what was told before stays, but for a field that is named anew."""
    found = reading.need(talk, text)
    said = _told(talk, found)
    known = found.sure and found.domain != "other"
    if "text" not in values:
        said |= {
            "text": text,
            "domain": found.domain if known else None,
            "also": list(found.also) if known else None,
        }
    elif known and len(text) >= SHORTEST and found.domain != values.get("domain"):
        said |= {"domain": found.domain}
    return reading.as_values(said)


def several(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """Each problem of a message; who asks, and where, is told once for all."""
    parts = language.split_needs(text, talk.reader_options.vocabulary)
    if len(parts) < 2:
        return []
    whole = _told(talk, reading.need(talk, text))
    common = {name: whole[name] for name in ("region", "enterprise", "phone", "focus")}
    return [(reading.as_values(common) | read(talk, part, {}), frozenset()) for part in parts]


def _told(talk: ConversationContext, found: language.Need) -> Values:
    asker = newcomer(talk, {})
    return {
        "region": found.region,
        "urgent": 1 if found.urgent else 0 if found.calm else None,
        "form": found.form,
        "enterprise": found.enterprise if asker else None,
        "phone": found.phone if asker else None,
        "focus": list(found.focus),
    }


def infer(talk: ConversationContext, values: Values) -> Values:
    """What is taken for granted until something else is said."""
    return {"region": talk.speaker.enterprise_region, "urgent": 0, "also": []}


def domain_question(talk: ConversationContext, values: Values) -> str:
    """Asked where the text leaves the domain open."""
    return "这件事更接近哪个方面？都不是的话直接说，比如「法律」「贷款」。"


def domain_options(talk: ConversationContext, values: Values) -> Options:
    """The likeliest domains, all where none is likely."""
    likely = reading.need(talk, values.get("text", "")).candidates
    codes = [code for code, _ in likely if code != "other"][:MOST_LIKELY]
    return tuple((label(code), code) for code in codes) or reading.domain_options(talk, values)


def long_enough(talk: ConversationContext, text: str) -> str:
    """What is wrong with a text that says too little, or nothing."""
    return "" if len(bare(text)) >= SHORTEST else "请多说几个字，专家才好判断。"


def read_urgent(talk: ConversationContext, text: str) -> int | None:
    """1 for urgent, 0 for not, None where the text says neither."""
    word, found = bare(text), reading.need(talk, text)
    if found.calm or word in ("不紧急", "否", "不是"):
        return 0
    return 1 if found.urgent or word in ("是", "着急") else None
