"""What people ask about the programme: each topic with the ways to ask it, and which one a question means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from handlers.engine.context import ConversationContext
from handlers.message import Reply
from language.normalise import normalise
from programme.roles import EVERYBODY

CLEAR = 0.34
"""How alike a question must be to one that is known, from 0 to 1, for its answer to be given."""
AS_GOOD = 0.85
"""Another topic is meant as well as the likest from this share on."""
FAINT = 0.15
"""As alike as this, a topic is worth offering."""
NAMED = 1.6
"""What a question names counts for so much more than the words that many questions share."""
MOST_OFFERED = 3
LONGEST = 32
"""Characters of a question that is asked in so many words; a longer one tells of something."""
_MARKS = re.compile(r"[\s，。？！、,.?!~～“”\"]+|请问|我想知道|想问一下|问一下|你们|咱们|这个|那个|一下")


@dataclass(frozen=True, slots=True)
class Topic:
    """`caption` names it on a choice, `ways` to ask it stand beside each other; `answer` says one thing and a way on.

    `listed_for`: who sees it among the common questions. `only_of`: what it is about, where much else is asked in the
    same words: a question that names none of it is another. `plain`: a question that has this asks it for sure,
    whatever else it sounds like. For whom an answer is true, `askers` knows.
    """

    key: str
    caption: str
    ways: str
    answer: Callable[[ConversationContext], Reply]
    listed_for: frozenset[str] = EVERYBODY
    only_of: str = ""
    plain: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """The ways to ask it."""
        return tuple(self.ways.split())


def plainly(topics: Sequence[Topic], question: str) -> Topic | None:
    """The topic that a question asks in so many words, if any."""
    said = normalise(question[: LONGEST + 1]).text.strip()
    if len(said) > LONGEST:
        return None
    return next((topic for topic in topics if topic.plain and re.search(topic.plain, said)), None)


def meant(topics: Sequence[Topic], question: str) -> list[Topic]:
    """The topics that a question may mean, the likest first: one where it is clear, else a few, or none at all."""
    if outright := plainly(topics, question):
        return [outright]
    said = normalise(question).text
    topics = [topic for topic in topics if re.search(topic.only_of, said)]
    marks = _marks(question)
    weights = _weights(tuple(one for topic in topics for one in topic.asked))
    alike = {
        topic.key: max(_alike(weights, marks, _marks(one)) for one in topic.asked)
        * (NAMED if topic.only_of else 1)
        for topic in topics
    }
    ranked = sorted(topics, key=lambda topic: -alike[topic.key])
    best, second = (alike[topic.key] for topic in ranked[:2])
    if best >= CLEAR and (best >= 1 or second < best * AS_GOOD):
        return ranked[:1]
    return [topic for topic in ranked[:MOST_OFFERED] if alike[topic.key] >= FAINT]


def _alike(weights: dict[str, float], question: frozenset[str], known: frozenset[str]) -> float:
    """How much of the known question stands in this one, and how much else does not."""
    both = _sum(weights, question & known)
    return 0.7 * both / (_sum(weights, known) or 1) + 0.3 * both / (_sum(weights, question) or 1)


def _sum(weights: dict[str, float], marks: frozenset[str]) -> float:
    return sum(weights.get(mark, 1.0) for mark in sorted(marks))


@lru_cache(maxsize=512)
def _marks(text: str) -> frozenset[str]:
    """The characters and pairs of characters of a question, without what any question has."""
    plain = _MARKS.sub("", normalise(text[:120]).text.lower())
    return frozenset([*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))])


@lru_cache(maxsize=4)
def _weights(questions: tuple[str, ...]) -> dict[str, float]:
    """What many questions share tells little about any one."""
    counts = Counter(mark for question in questions for mark in _marks(question))
    return {mark: log(1 + len(questions) / count) * len(mark) for mark, count in counts.items()}
