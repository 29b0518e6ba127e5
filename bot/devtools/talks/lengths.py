"""How long what the bot says is, in characters and in lines, and what it leaves a person to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from typing import Any

from bot.devtools.talks.overheard import Said
from handlers.courtesies import closes
from handlers.engine.catalogue import catalogue

LINES = 4
"""So many lines a push may have."""
ROWS = 6
"""So many rows the card of an answer may have; the guide measures it apart from the answer's own words."""
DIGESTS = frozenset({"digest", "left_lying"})
"""Lists, which have a measure of their own."""
DECISIONS = frozenset(
    {
        "application",
        "recommended",
        "warning_due",
        "case_filed",
        "unanswered",
        "protection",
        "figures",
        "put_forward",
    }
)
"""What staff are asked to decide on, with all that the decision needs; and figures that they are sent."""
OF_OTHERS = frozenset(
    {"chat_said", "announced", "person_said", "staff_answered", "year_paper", "need_addition"}
)
"""What somebody else has written; it is passed on as it stands."""


def figures(heard: Iterable[Said]) -> dict[str, Any]:
    """Answers and pushes, apart. Shares are of 1; `step` says how many end in a button, a question or a link."""
    said = list(heard)
    answers = [one for one in said if not one.kind]
    pushes = [one for one in said if one.kind]
    plain = [one for one in pushes if one.kind not in DIGESTS | DECISIONS | OF_OTHERS]
    owed = [one for one in said if one.kind not in OF_OTHERS and not is_grave(one) and not thanks(one)]
    return {
        "answers": len(answers),
        "answers_median": median(map(characters, answers)),
        "answers_p90": _p90(answers),
        "answers_text_median": median(len(one.reply.text) for one in answers),
        "cards_within_6_rows": _share(len(one.reply.card.rows) <= ROWS for one in answers if one.reply.card),
        "pushes": len(pushes),
        "pushes_median": median(map(characters, pushes)),
        "pushes_p90": _p90(pushes),
        "pushes_within_4_lines": _share(lines(one) <= LINES for one in plain),
        "all_pushes_within_4_lines": _share(lines(one) <= LINES for one in pushes),
        "step": _share(map(has_a_step, owed)),
    }


def characters(one: Said) -> int:
    """All that stands in a message, without the buttons."""
    return len(one.text)


def lines(one: Said) -> int:
    """The lines of text and card, as they are written."""
    return one.text.count("\n") + 1


def has_a_step(one: Said) -> bool:
    """Whether a message offers something to tap, or asks; or another one follows that does."""
    reply = one.reply
    return (
        one.goes_on or bool(reply.choices or reply.asks or reply.links or reply.files) or "？" in reply.text
    )


def is_grave(one: Said) -> bool:
    """Whether it is hard to hear, so that nothing need follow."""
    return bool(one.kind) and catalogue().notices[one.kind].grave


def thanks(one: Said) -> bool:
    """Whether it closes with thanks or a goodbye, after which nothing is asked."""
    return closes(one.reply.text) or "辛苦了" in one.reply.text


def _p90(some: Sequence[Said]) -> float:
    return round(quantiles(map(characters, some), n=10)[8]) if len(some) > 1 else 0


def _share(found: Iterable[bool]) -> float:
    kept = list(found)
    return round(sum(kept) / len(kept), 3) if kept else 1.0
