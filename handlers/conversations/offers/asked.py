"""What an expert was asked, to choose from: what waits for an answer, else what came too late."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.offers.access import OPEN
from handlers.conversations.offers import each
from handlers.engine.catches import About
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Options
from handlers.rendering.masking import discreet
from handlers.rendering.plain import shorten, show_region
from language import regions
from language.domains import label
from language.verdicts import verdicts
from language.which_one import by_field, described, pointed_at, which
from storage.queries.offers.asked import OfferFacts, late_offers, pending_offers
from storage.queries.people.open_things import LATE_ANSWER_WITHIN


def names_a_meeting(text: str) -> bool:
    """Whether a text speaks of an appointment that was made."""
    return _OF_A_MEETING.search(text) is not None


def waiting(talk: ConversationContext) -> Options:
    """What waits for an answer."""
    return [(_line(offer), offer.id) for offer in pending_offers(talk.work, talk.speaker.expert_id)]


def waiting_or_late(talk: ConversationContext) -> Options:
    """The same; where nothing waits, what lapsed lately."""
    if found := waiting(talk):
        return found
    late = late_offers(talk.work, talk.speaker.expert_id, talk.now - LATE_ANSWER_WITHIN, OPEN)
    return [(_line(offer), offer.id) for offer in late]


def only(found: Options, values: Values) -> Values:
    """The offer, where there is but one."""
    return {"offer": found[0][1]} if len(found) == 1 and "offer" not in values else {}


NOTHING = "现在没有等您答复的。"
_OF_A_MEETING = re.compile(
    r"(?:那个|这个|[一二三四五六日天]|说好|定好)的?约(?!谈)|约(?:好|定)的|见面|碰面|约会"
)
"""«周三那个约我去不了» is said of an appointment."""
ONE_BY_ONE = "一条一条来：先点一条，再说接不接。"
_CLAUSES = re.compile(r"[，,。；;、!！\s]+")
_TAKES = re.compile(r"接|我(?:来|去|可以)|可以$|[要行]$")
_REFUSES = re.compile(r"不接|别接|接不了|没空|不[要行来去]|婉拒|拒绝|没时间|唔[要接]|推了|不方便")


def about(talk: ConversationContext, text: str, waiting: Sequence[int]) -> About | None:
    """Which invitation a text names by its matter («接受欠货款那条»), as far as the expert may read of it."""
    asked = [offer for offer in pending_offers(talk.work, talk.speaker.expert_id) if offer.id in waiting]
    said = verdicts(text)
    if not asked and _OF_A_MEETING.search(text):
        return None
    if not asked:
        if said and all(map(each.is_plain, said)):
            return About(missing=NOTHING, speaks=True)
        return each.already(talk, said)
    told = _told(asked)
    if said and (several := each.answered(talk, said, asked, told)):
        return several
    if _says_both(text):
        return About(missing=ONE_BY_ONE)
    words = pointed_at(text)
    if not (words or len(asked) > 1):
        return None
    found = which(words or text, told, loosely=bool(words)) or by_field(
        words or text, {offer.id: (offer.domain,) for offer in asked}
    )
    if len(found) == 1:
        return About(found[0])
    if found or not words or any(words in what for what in told.values()):
        return About() if found else None
    return About(missing=f"等您答复的里面没有“{shorten(words, 10)}”那条，您说的是下面哪一条？")


def _says_both(text: str) -> bool:
    """«工伤那个我接 索赔那个没空»: one is taken and another is not, so neither may be guessed."""
    clauses = [one for one in _CLAUSES.split(text) if one]
    refused = [one for one in clauses if _REFUSES.search(one)]
    return bool(refused) and any(_TAKES.search(one) for one in clauses if one not in refused)


def _told(asked: Sequence[OfferFacts]) -> dict[int, str]:
    """What may be read of each before it is accepted."""
    return {
        offer.id: described(discreet(offer), offer.domain, regions.full_name(offer.region)) for offer in asked
    }


def _line(offer: OfferFacts) -> str:
    return f"{label(offer.domain)}·{show_region(offer.region)}：{shorten(discreet(offer), 14)}"
