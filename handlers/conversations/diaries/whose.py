"""Which service under way a diary is about: the one whose firm is named, or the only one where no firm is. A name that is only
like a firm's, or like none, is asked about, since a diary closes the need of its firm."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options, Slot
from handlers.engine.words import affirms, denies
from handlers.rendering.plain import shorten
from language.named_firms import is_like, is_short_for
from language.whom import told_whom
from storage.queries.needs import NeedFacts, services_under_way

NONE = 0
_OTHER = re.compile(r"都不是|另一家|另外一家|别[的家]|不是[这那]家|其他|新的")


def served_need(talk: ConversationContext, values: Values) -> NeedFacts | None:
    """The accepted need that this diary is about, where nothing is left to ask."""
    under_way = _under_way(talk)
    if "whose" in values:
        return next((need for need in under_way if need.id == values["whose"]), None)
    if called := _called(values):
        found = _by_name(under_way, called)
        return found[0] if len(found) == 1 else None
    return _only(under_way, values)


def firm_told(values: Values) -> Values:
    """One firm by the words for whom it was, where it was said to be none of those under way."""
    return {"enterprises": 1, "names": _called(values)[:1]} if values.get("whose") == NONE else {}


def _under_way(talk: ConversationContext) -> list[NeedFacts]:
    return services_under_way(talk.work, talk.speaker.expert_id)


def _called(values: Values) -> list[str]:
    """The names that were told, of which readers know what they are, else the words for whom it was."""
    told = values.get("names") or [told_whom(str(values.get("outcome", "")))]
    return [name for name in told if name]


def _by_name(under_way: Sequence[NeedFacts], names: Sequence[str]) -> list[NeedFacts]:
    exact = [need for need in under_way if need.enterprise in names]
    return exact or [need for need in under_way if any(_same(need, name) for name in names)]


def _same(need: NeedFacts, name: str) -> bool:
    firm = need.enterprise
    return name in firm or firm in name or name == need.asker or is_short_for(firm, name)


def _only(under_way: Sequence[NeedFacts], values: Values) -> NeedFacts | None:
    """With one service under way and no firm named, a service of one firm is that one."""
    fits = values.get("enterprises") in (None, 1)
    return under_way[0] if len(under_way) == 1 and fits and values else None


def _unclear(talk: ConversationContext, values: Values) -> list[NeedFacts]:
    """The services under way that may be meant, where it is to be asked which."""
    if "replaces" in values or values.get("need") or values.get("activity") or talk.in_group:
        return []
    under_way, called = _under_way(talk), _called(values)
    if not called or values.get("enterprises") not in (None, 1):
        return []
    known = _by_name(under_way, called)
    if known:
        return known if len(known) > 1 else []
    near = [need for need in under_way if any(is_like(need.enterprise, name) for name in called)]
    return near or ([] if values.get("names") else under_way)


def _is_unclear(talk: ConversationContext, values: Values) -> bool:
    return bool(_unclear(talk, values)) or "whose" in values


def _question(talk: ConversationContext, values: Values) -> str:
    called, found = shorten("、".join(_called(values)), 12), _unclear(talk, values)
    return f"“{called}”是{found[0].enterprise}吗？" if len(found) == 1 else f"“{called}”是哪一家？"


def _options(talk: ConversationContext, values: Values) -> Options:
    found = _unclear(talk, values)
    if len(found) == 1:
        return (("是", found[0].id), ("不是", NONE))
    return (*((need.enterprise, need.id) for need in found), ("都不是", NONE))


def _read(talk: ConversationContext, text: str) -> int | None:
    """Yes of the only one, no, or one by its name."""
    under_way = _under_way(talk)
    if denies(text) or _OTHER.search(text):
        return NONE
    found = under_way if affirms(text) else _by_name(under_way, [text.strip()])
    return found[0].id if len(found) == 1 else None


WHOSE = Slot(
    "whose",
    "",
    ask=_question,
    read=_read,
    options=_options,
    when=_is_unclear,
    hidden=True,
    hint="是哪一家？都不是就说「都不是」。",
)
