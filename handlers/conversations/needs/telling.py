"""What a message tells of a need, and what is asked where it leaves something open."""

from __future__ import annotations

import re
from collections.abc import Set

import language
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.engine.kinds import asks
from handlers.engine.words import bare
from language import traits
from language.domains import evidence, label
from language.firms_problems import firms_problems, where_all_are
from language.for_others import is_for_others
from programme.roles import GUEST, HOLDERS

MOST_LIKELY = 4
_BESIDE = re.compile(r"^(?:顺便|另外|还有|再有)")
"""Stands before a name, and is none of it."""
SHORTEST = 4


_ONLY_BEGINS = re.compile(
    r"(?:你好|您好|老师)?[，,\s]*(?:我们?|站里|园区)?(?:要|想|来)?(?:帮|替|给)?(?:我们|园区|站里)?(?:的)?(?:[一几两三\d]+[个家])?(?:企业|公司|客户)?的?"
    r"报(?:一?[个下条]|几[个条])?(?:企业)?的?(?:事情?|需求|问题)[吧了]*[。！!]*"
)
"""«我帮企业报个事» tells no problem yet."""


def words(talk: ConversationContext, text: str) -> str | None:
    """The problem in the person's words."""
    return None if _ONLY_BEGINS.fullmatch(text.strip()) else reading.words(talk, text)


def newcomer(talk: ConversationContext, values: Values) -> bool:
    """Whether it is not known yet which enterprise speaks."""
    return talk.speaker.enterprise_id is None or bool(values.get("others"))


def leaves_phone(talk: ConversationContext, values: Values) -> bool:
    """Whether a phone is to be asked for, or stands in what was told though none is known."""
    known = talk.speaker.phone and not for_a_firm(talk, values)
    return (newcomer(talk, values) and not known) or "phone" in values


def for_a_firm(talk: ConversationContext, values: Values | None = None) -> bool:
    """Whether an expert, a station or staff tell the problem of a firm that is not their own; or anybody says that it is not."""
    says_so = bool(values and values.get("others"))
    return says_so or (talk.speaker.enterprise_id is None and talk.speaker.roles != GUEST)


def firm_question(talk: ConversationContext, values: Values) -> str:
    """Whose problem it is, where the one who tells it has a firm of their own."""
    return "是哪家企业或店？我记在那家名下。" if values.get("others") else "企业名称是？"


def place_question(talk: ConversationContext, values: Values) -> str:
    if values.get("others"):
        return "好，不记在您的企业名下。那家在哪个区或县？比如「赤坎区」。"
    return "企业在哪个区或县？比如「赤坎区」「廉江」。"


def tells_for_others(talk: ConversationContext, text: str) -> bool:
    """«帮我朋友问一个 他那边想贷款»: a problem, though it is nobody's here."""
    return is_for_others(text) and reading.need(talk, text).sure


def turns_out_theirs(values: Values, text: str) -> Values:
    """«不是我 是我朋友的厂», said of what was told."""
    return {"others": 1} if not values.get("others") and is_for_others(text) else {}


def phone_question(talk: ConversationContext, values: Values) -> str:
    """Whose phone, and who will read it."""
    if for_a_firm(talk, values):
        return f"{values.get('enterprise') or '企业'}的电话是多少？只给接单的专家看。"
    return "留个手机号，好让专家找您，只给接单的专家看。可以吗？"


def read(talk: ConversationContext, text: str, values: Values) -> Values:
    """What a message tells of a need; what was told before stays, but for a field that is named anew."""
    found = reading.need(talk, text)
    said = _told(talk, text, found, values)
    known = found.sure and found.domain != "other"
    if "text" not in values:
        said |= {
            "text": words(talk, text),
            "domain": found.domain if known else None,
            "also": list(found.also) if known else None,
        }
    elif known and len(text) >= SHORTEST and found.domain != values.get("domain"):
        said |= {"domain": found.domain}
    return reading.as_values(said)


def several(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """Each problem of a message; who asks, and where, is told once for all."""
    if for_a_firm(talk) and (of_firms := _of_firms(talk, text)):
        return of_firms
    parts = language.split_needs(text, talk.reader_options.vocabulary)
    if len(parts) < 2:
        return []
    whole = _told(talk, text, reading.need(talk, text), {})
    common = {name: whole[name] for name in ("others", "region", "enterprise", "phone", "focus", "prefers")}
    return [(reading.as_values(common) | read(talk, part, {}), frozenset()) for part in parts]


def _of_firms(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """The problem of each firm of which one message tells; the place of all is said once."""
    told = firms_problems(text)
    where = where_all_are(text)
    place = {"region": reading.region(talk, where)} if where else {}
    each = [place | {"enterprise": one.who} | read(talk, one.words, {}) for one in told]
    return [(reading.as_values(values), frozenset()) for values in each] if len(each) > 1 else []


def heard_meanwhile(talk: ConversationContext, text: str) -> bool:
    """Whether somebody who goes around among firms tells what they want, and of no service: it is no part of a diary."""
    told = firms_problems(text) if talk.speaker.roles & HOLDERS else ()
    return bool(told) and not (language.read_hours(text) or asks(text))


def is_other(talk: ConversationContext, values: Values, text: str) -> bool:
    """Whether a text is surely about a field that nothing told before belongs to: «税务局要查账» behind «员工要我们赔钱»."""
    found, words = reading.need(talk, text), talk.reader_options.vocabulary
    if for_a_firm(talk) and _is_of_another_firm(values, found):
        return True
    fields = {values["domain"], *values.get("also", ())} if values.get("domain") else set()
    fields |= evidence(str(values.get("text", "")), words).keys()
    return (
        bool(fields)
        and found.sure
        and found.domain not in {*fields, "other"}
        and not fields & evidence(text, words).keys()
    )


_OF_ANOTHER = re.compile(
    r"(?:对方|他们?|她|客户|供应商|老板|房东|租客|员工|骗子?|债务人|那边|来电)[^，,。；;]{0,8}?(?:电话|手机|号码|微信|1\d{10})"
)


def _own_phone(talk: ConversationContext, text: str, phone: str | None) -> bool:
    """Whether a number in what is told is where to reach the speaker, and not known yet."""
    return phone is not None and phone != talk.speaker.phone and not _OF_ANOTHER.search(text)


def _is_of_another_firm(values: Values, found: language.Need) -> bool:
    """«顺便金叶食品合同要人看»: by its name, with a telephone of its own or none, where another firm's need is in hand."""
    known = values.get("enterprise")
    return bool(
        known and found.enterprise and found.enterprise not in known and known not in found.enterprise
    )


def _told(talk: ConversationContext, text: str, found: language.Need, values: Values) -> Values:
    others = 1 if values.get("others") or is_for_others(text) else None
    asker = newcomer(talk, {"others": others})
    named = found.enterprise or _goes_by(talk, text)
    return {
        "others": others,
        "region": found.region,
        "urgent": 1 if found.urgent else 0 if found.calm else None,
        "form": found.form,
        "enterprise": _BESIDE.sub("", named) if asker and named else None,
        "phone": found.phone if asker or _own_phone(talk, text, found.phone) else None,
        "focus": list(found.focus),
        "prefers": list(found.prefers),
    }


def _goes_by(talk: ConversationContext, text: str) -> str | None:
    """How the firm is called of whom somebody else tells, where that looks like no name: «宏达想贷款»."""
    told = firms_problems(text) if for_a_firm(talk) else ()
    return told[0].who if len(told) == 1 else None


def infer(talk: ConversationContext, values: Values) -> Values:
    """What is taken for granted until something else is said."""
    region = None if values.get("others") else talk.speaker.enterprise_region
    return {"region": region, "urgent": 0, "also": []}


def domain_question(talk: ConversationContext, values: Values) -> str:
    """Asked where the text leaves the domain open."""
    return "更接近哪个方面？都不是就说，比如「贷款」。"


def domain_options(talk: ConversationContext, values: Values) -> Options:
    """The likeliest domains, all where none is likely."""
    likely = reading.need(talk, values.get("text", "")).candidates
    codes = [code for code, _ in likely if code != "other"][:MOST_LIKELY]
    return tuple((label(code), code) for code in codes) or reading.domain_options(talk, values)


def long_enough(talk: ConversationContext, text: str) -> str:
    """What is wrong with a text that says too little, or nothing."""
    return "" if len(bare(text)) >= SHORTEST else "多说几个字，专家才好判断。是什么事？"


def read_prefers(talk: ConversationContext, text: str) -> list[str] | None:
    """What is liked in who helps; None where the text says nothing of it."""
    return list(traits.preferred(text)) or None


def read_urgent(talk: ConversationContext, text: str) -> int | None:
    """1 for urgent, 0 for not, None where the text says neither."""
    word, found = bare(text), reading.need(talk, text)
    if found.calm or word in ("不紧急", "否", "不是"):
        return 0
    return 1 if found.urgent or word in ("是", "着急") else None
