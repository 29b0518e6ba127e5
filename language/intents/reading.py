"""What a person wants with a message: rules where the wording is plain, else the trained model."""

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from language import model, semantic
from language.domains import evidence
from language.intents import rules, signs, weights
from language.intents.taxonomy import FIRST, MOVES, ROLES
from language.intents.troubles import is_firms_trouble
from language.intents.wish import Wish

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LISTED = 5
NEED, HELPER = "need.post", "expert.find"
_SHARE = 0.3
_ASKED_ABOUT = MOVES | {"faq", NEED, "human"}
"""What a question about a matter may be taken for."""
_TELLING = frozenset({"card", "question"})
_TOO_SHORT = 5
"""So few characters have no meaning beside them that a vector could add."""
_PLAIN_NEED = 0.98
"""From here on a need is one by its characters alone; below, its meaning is looked at too."""
_BESIDES = 0.3
"""The chance from which a second intent counts, where there is a second clause."""


def read_intent(
    text: str,
    roles: Collection[str],
    open_things: Collection[str],
    meaning: "NDArray[np.float32] | None" = None,
) -> Wish:
    """The wish behind `text`; `meaning` is its sentence vector, without which shallower weights are asked."""
    plain = signs.plain(text)
    if not plain and text.strip():
        return Wish("smalltalk", True)  # emoji alone, which are no words
    whole = _read(plain, roles, open_things, meaning)
    parts = [_read(part, roles, open_things, None) for part in rules.parts(plain)]
    return _joined(whole, parts) if parts else whole


def needs_meaning(text: str) -> bool:
    """Whether rules and shallow weights are unsure, whoever speaks, so that a sentence vector is worth its time."""
    plain = signs.plain(text)
    if len(plain) < _TOO_SHORT:
        return False
    wish = _at_first(plain)
    doubtful = wish.main == NEED and bool(wish.likely) and wish.likely[0][1] < _PLAIN_NEED
    return doubtful or not wish.sure


def sounds_like_need(text: str) -> bool:
    """Whether shallow weights take a message for a need, whoever speaks."""
    return _at_first(signs.plain(text)).main == NEED


@lru_cache(maxsize=64)
def _at_first(plain: str) -> Wish:
    return _read(plain, ROLES, (), None)


def meaning(text: str) -> "NDArray[np.float32] | None":
    """The sentence vector of a message, which takes milliseconds; none where the encoder is not installed."""
    if not semantic.installed():
        return None
    return semantic.vector(signs.plain(text))


def _read(
    plain: str,
    roles: Collection[str],
    open_things: Collection[str],
    vector: "NDArray[np.float32] | None",
) -> Wish:
    if told := rules.intent(plain, open_things):
        return Wish(told, True)
    return _guessed(plain, roles, open_things, vector)


def _guessed(
    plain: str,
    roles: Collection[str],
    open_things: Collection[str],
    vector: "NDArray[np.float32] | None",
) -> Wish:
    known = weights.load()
    chances = known.chances(plain, roles, open_things, vector)
    order = [int(index) for index in (-chances).argsort(kind="stable")[:_LISTED]]
    likely = tuple((signs.CODES[index], float(chances[index])) for index in order)
    enough = known.sure[int(vector is not None)]
    if _is_need_with_a_helper(likely, float(enough[signs.CODES.index(NEED)])):
        return Wish(NEED, True, (), likely)
    if _asks_of_a_field(plain, roles, open_things, likely[0][0]):
        return Wish(NEED, True, (), likely)
    sure = likely[0][1] >= float(enough[order[0]])
    if _is_told_by_its_shape(plain, roles, open_things, sure, likely[0][0]):
        return Wish(NEED, True, (), likely)
    if sure and likely[0][0] == NEED:
        sure = _is_earned(plain, roles, open_things, vector, float(enough[order[0]]))
    return Wish(likely[0][0], sure, _besides(plain, likely), likely)


def _joined(whole: Wish, parts: list[Wish]) -> Wish:
    """The wish of the whole, and the others that its parts surely tell; a complaint goes before all."""
    told = [part.main for part in parts if part.sure and part.main not in MOVES]
    wanted = list(dict.fromkeys([whole.main, *whole.also, *told]))
    wanted.sort(key=lambda code: code != FIRST)
    return Wish(wanted[0], whole.sure or wanted[0] == FIRST, tuple(wanted[1:]), whole.likely)


def _is_earned(
    plain: str,
    roles: Collection[str],
    open_things: Collection[str],
    vector: "NDArray[np.float32] | None",
    enough: float,
) -> bool:
    """A need must be one for itself, whatever is open beside it, and of a field that the programme has."""
    if not _is_of_a_field(plain):
        return False
    alone = weights.load().chances(plain, roles, (), vector) if open_things else None
    return alone is None or float(alone[signs.CODES.index(NEED)]) >= enough


def _is_need_with_a_helper(likely: tuple[tuple[str, float], ...], enough: float) -> bool:
    """A need told with whom one would like for it: the two likeliest share what one of them would have."""
    chances = dict(likely[:2])
    shared = chances.keys() == {NEED, HELPER} and chances[NEED] >= _SHARE
    return shared and sum(chances.values()) >= enough


def _asks_of_a_field(
    plain: str, roles: Collection[str], open_things: Collection[str], likeliest: str
) -> bool:
    """«想问下贷款，要二十万»: an owner or a guest asks about a matter that one of the fields has words for.

    «请问北京有什么免费的景点» is of none, whatever words stand in it.
    """
    if likeliest not in _ASKED_ABOUT or not {"guest", "enterprise"} & {*roles} or {*open_things} & _TELLING:
        return False
    return rules.asks_about(plain) and bool(evidence(plain)) and _is_of_a_field(plain)


def _is_told_by_its_shape(
    plain: str, roles: Collection[str], open_things: Collection[str], sure: bool, likeliest: str
) -> bool:
    """«食堂请不到厨师»: a firm's trouble told too barely for the weights, by an owner or a guest."""
    elsewhere = sure and likeliest not in {NEED, "offtopic"}
    if elsewhere or not {"guest", "enterprise"} & {*roles} or {*open_things} & _TELLING:
        return False
    return is_firms_trouble(plain)


def _is_of_a_field(plain: str) -> bool:
    fields = model.load().chances(plain, deep=False)
    return fields["other"] < max(fields.values())


def _besides(plain: str, likely: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    if not rules.has_clauses(plain):
        return ()
    return tuple(code for code, chance in likely[1:3] if chance >= _BESIDES and code not in MOVES)
