"""Several invitations answered in one message: each goes to the one that it names; where two fit, that is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from handlers.engine.catches import About
from handlers.engine.context import ConversationContext, Values
from handlers.engine.listed import shown
from handlers.rendering.masking import discreet
from handlers.rendering.plain import shorten
from language.verdicts import ACCEPT, DECLINE, TERMS, Verdict, at_places
from language.which_one import by_field, described, which
from storage.queries.offers.asked import OfferFacts, asked_since, get_offer

WHICH = "“{}”说的是下面哪一条？"
ANSWERED = "这些您都答复过了，不用再答。"
HOW_MANY = "等您答复的有 {} 条，您说的是哪几条？"
CALLED = 12
LATELY = timedelta(days=1)
"""«第三个» counts what came since then, be it answered already."""
FORM_OF = {TERMS: "negotiate"}
"""What takes an answer that is neither a yes nor a no."""
Resolved = Sequence[int] | None


def answered(
    talk: ConversationContext,
    said: Sequence[Verdict],
    asked: Sequence[OfferFacts],
    told: Mapping[int, str],
) -> About | None:
    """What each of several verdicts does to the invitations that wait; None where they speak of none of them."""
    waiting = sorted(offer.id for offer in asked)
    meant = [_meant(talk, one, asked, told) for one in said]
    if not any(meant) and not any(one.whole or one.rest or one.places for one in said):
        return None
    named = [offer for found in meant for offer in found or ()]
    left = [offer for offer in waiting if offer not in named] if None not in meant else None
    meant = [_rest(one, left) if one.rest else found for one, found in zip(said, meant, strict=True)]
    plain = all(one.plain for one in said) or (len(said) > 1 and bool(named))
    if len(set(named)) < len(named):
        return About(missing=HOW_MANY.format(len(asked)), speaks=plain)
    each = [
        (FORM_OF.get(one.answer, "offer"), _values(one, offer))
        for one, found in zip(said, meant, strict=True)
        for offer in found or ()
    ]
    return About(missing=_unclear(said, meant, len(asked)), speaks=plain, each=each)


def _meant(
    talk: ConversationContext, one: Verdict, asked: Sequence[OfferFacts], told: Mapping[int, str]
) -> Resolved:
    """Those that a verdict names: nothing for whatever is left over, None where it may be several."""
    waiting = sorted(offer.id for offer in asked)
    if one.whole:
        return None if one.number and one.number != len(waiting) else waiting
    found = [_of_number(talk, number, asked) for number in one.numbers]
    found += [_of_words(words, asked, told) for words in one.words]
    named = [_at_places(talk, one.places, waiting), *found]
    return None if None in named else [offer for part in named for offer in part or ()]


def _rest(one: Verdict, left: Resolved) -> Resolved:
    """«剩下那个» is one."""
    return left if left and one.number in (None, len(left)) else None


def _of_number(talk: ConversationContext, number: int, asked: Sequence[OfferFacts]) -> Resolved:
    """«3 号» is the third of the list that is shown; of no list, the need of that number or the third that came."""
    listed = shown(talk, "offer", [offer.id for offer in asked])[0]
    if listed and (at := at_places(listed, [number])):
        return at
    found = {offer.id for offer in asked if offer.need_id == number}
    found |= set(_at_places(talk, [number], [offer.id for offer in asked]) or ())
    return [*found] if len(found) == 1 else None


def _of_words(words: str, asked: Sequence[OfferFacts], told: Mapping[int, str]) -> Resolved:
    found = which(words, told, loosely=True) or by_field(
        words, {offer.id: (offer.domain,) for offer in asked}
    )
    return found if len(found) == 1 else None


def _at_places(talk: ConversationContext, places: Sequence[int], waiting: Sequence[int]) -> Resolved:
    """«第二个» of the list that asks which; beside one that was only shown, of all in the order in which they came too."""
    if not places:
        return []
    listed, asks = shown(talk, "offer", waiting)
    arrived = asked_since(talk.work, talk.speaker.expert_id, talk.now - LATELY)
    orders = [listed] if asks else [listed, arrived if len(arrived) > 1 else waiting]
    found = [frozenset(at) & set(waiting) for order in orders if order and (at := at_places(order, places))]
    found = [one for one in found if len(one) == len(set(places))]
    return sorted(found[0]) if len(set(found)) == 1 else None


def _values(one: Verdict, offer: int) -> Values:
    if one.answer == TERMS:
        return {"offer": offer, "terms": one.said}
    reason = {} if one.answer == ACCEPT or not one.said else {"reason": one.said}
    return {"offer": offer, "answer": one.answer} | reason


def _unclear(said: Sequence[Verdict], meant: Sequence[Resolved], count: int) -> str:
    one = next((one for one, found in zip(said, meant, strict=True) if found is None), None)
    if one is None:
        return ""
    return WHICH.format(shorten(one.words[0], CALLED)) if one.words else HOW_MANY.format(count)


def already(talk: ConversationContext, said: Sequence[Verdict]) -> About | None:
    """That all of the verdicts were given before, each to an invitation of the last day that its words name."""
    arrived = asked_since(talk.work, talk.speaker.expert_id, talk.now - LATELY)
    lately = [get_offer(talk.work, offer) for offer in arrived]
    given = [_given_before(one, lately) for one in said]
    if not given or not all(given):
        return None
    return About(missing=ANSWERED, speaks=True)


def _given_before(one: Verdict, lately: Sequence[OfferFacts]) -> bool:
    state = {ACCEPT: "accepted", DECLINE: "declined"}.get(one.answer)
    told = {offer.id: described(discreet(offer), offer.domain) for offer in lately if offer.state == state}
    return bool(one.words) and all(which(words, told, loosely=True) for words in one.words)


def is_plain(one: Verdict) -> bool:
    """Whether it can be said of nothing but invitations, though none waits."""
    return one.plain and (one.whole or bool(one.places)) and not one.words
