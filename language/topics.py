"""Which domains a message is about: the terms it uses and the trained model together."""

from language import domains, model
from language.vocabulary import PLAIN, Vocabulary

Ranking = tuple[tuple[str, float], ...]

_CERTAIN = 0.6
"""In cross-validation this asks for 17 % of needs (13 % with sentence vectors)."""
_BESIDE = 0.1
_FAINT = 0.55


def of_diary(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...]:
    """Domains of a service told of, most telling first; () where no topic shows."""
    scores = domains.evidence(text, vocabulary)
    scores.pop("other", None)
    if not scores:
        return _unspoken(text)
    top = max(scores.values())
    return tuple(
        code for code in sorted(scores, key=lambda code: -scores[code]) if scores[code] >= top * 0.5
    )[:3]


def _unspoken(text: str) -> tuple[str, ...]:
    """Where no term is known the model may still be sure of one domain."""
    code, chance = of_need(text, deep=False)[0]
    return (code,) if code != "other" and chance >= _FAINT else ()


def of_need(text: str, vocabulary: Vocabulary = PLAIN, *, deep: bool = True) -> Ranking:
    """Every domain with its probability, likeliest first."""
    chances = model.load().chances(text, vocabulary, deep=deep)
    return tuple(sorted(chances.items(), key=lambda pair: -pair[1]))


def beside(ranked: Ranking) -> tuple[str, ...]:
    """Further domains that fit as well."""
    return tuple(code for code, chance in ranked[1:3] if code != "other" and chance >= _BESIDE)


def is_sure(ranked: Ranking) -> bool:
    """Whether the first domain is likely enough not to ask."""
    return ranked[0][1] >= _CERTAIN
