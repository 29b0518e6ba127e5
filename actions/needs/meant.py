"""Which of a person's needs their words mean: by its number, by the expert who has it in hand, or by its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language import called, read_domains
from language import is_named as is_named_firm
from language.card_talk import OFF, pointed, said_of_cards
from language.which_one import matters_of, pointed_at, which
from language.whom import called_firm
from storage.queries.needs import NeedFacts

_NUMBER = re.compile(r"(?<![\d月])(\d{1,9})\s*号(?=需求|单|服务|那|这|的|撤|换|评|怎|[，,。！!\s]|$)")
"""No day of a month: «改到6号下午»."""
LAST_DAY = 31
_FIGURE = re.compile(
    r"(?<![\d.:：])(\d{2,9})(?![\d.:：%％]|\s*(?:元|块|家|人|万|千|百|分|点|个|小时|天|日|年|月|名|位|场|篇|吨|斤|台|件))"
)


def numbered(text: str) -> int | None:
    """The number of a need that a text names: «2 号需求», no day of a month."""
    found = _NUMBER.search(text)
    return int(found[1]) if found else None


def meant(text: str, needs: Sequence[NeedFacts]) -> int | None:
    """The number of the one that is meant; None where none is, or more than one could be."""
    if (number := numbered(text)) is not None:
        return number if number in {need.id for need in needs} else None
    if (figure := _only(_figures(text, needs))) is not None:
        return figure
    text = next((one.what for one in said_of_cards(text) if one.act == OFF and one.what), text)
    return (
        _only([need.id for need in needs if _is_served_by(need, text)])
        or _only(_pointed_out(text, needs))
        or _only(_about(text, needs))
    )


def _figures(text: str, needs: Sequence[NeedFacts]) -> list[int]:
    """«110号改到周四», «104约下周二下午两点»: a figure that is no day of a month, and the number of one of them."""
    said = {int(found[1]) for found in _FIGURE.finditer(text)}
    return [need.id for need in needs if need.id in said and need.id > LAST_DAY]


def is_foreign(text: str, needs: Sequence[NeedFacts]) -> bool:
    """Whether a text names a matter that none of the needs tells: «贷款我不借了» beside a dispute about wages."""
    if numbered(text) is not None or any(_is_served_by(need, text) for need in needs):
        return False
    fields, matters = set(read_domains(text) or ()), matters_of(text)
    return bool(fields or matters) and not any(
        fields & {need.domain, *need.also, *(read_domains(need.text) or ())}
        or matters & matters_of(need.text)
        for need in needs
    )


def calls_another(text: str, needs: Sequence[NeedFacts], expert_id: int | None) -> bool:
    """Whether a text calls an expert by a title, or a firm by a name, that none of these services has: «会计没来» of a lone engineer's."""
    if numbered(text) is not None or not needs:
        return False
    given = [need for need in needs if expert_id is not None and need.expert_id == expert_id]
    return _is_other_firm(text, given) if given else _is_other_expert(text, needs)


def _is_other_firm(text: str, given: Sequence[NeedFacts]) -> bool:
    who = called_firm(text)
    return bool(who) and not any(
        is_named_firm(need.enterprise, who) or who[:2] in need.enterprise for need in given
    )


def _is_other_expert(text: str, got: Sequence[NeedFacts]) -> bool:
    spoken = list(called.spoken_of(text))
    return bool(spoken) and not any(
        _is_served_by(need, text)
        or any(title in (need.expert or "") or fields & {need.domain, *need.also} for title, fields in spoken)
        for need in got
    )


def names_matter(text: str) -> bool:
    """Whether a text says what matter it is about, rather than which of a list it means."""
    return bool(read_domains(text) or matters_of(text))


def _is_served_by(need: NeedFacts, text: str) -> bool:
    return called.is_named(text, need.expert, (need.domain, *need.also))


def _pointed_out(text: str, needs: Sequence[NeedFacts]) -> list[int]:
    """Those that a text points at by its words: «劳动合同那个»."""
    words = pointed(text) or pointed_at(text) or text
    return which(words, {need.id: need.text for need in needs})


def _about(text: str, needs: Sequence[NeedFacts]) -> list[int]:
    fields = read_domains(text) or ()
    return [need.id for need in needs if need.domain in fields]


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None
