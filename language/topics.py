"""Which domains a message is about: the terms it uses and the trained model together."""

from language import domains
from language.vocabulary import PLAIN, Vocabulary


def of_diary(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[str, ...]:
    """Domains of a service told of, most telling first; () where no topic shows."""
    return tuple(domains.ranked(text, vocabulary)[:3])


def of_need(text: str, vocabulary: Vocabulary = PLAIN) -> tuple[tuple[str, float], ...]:
    """Every domain with its probability, likeliest first."""
    scores = domains.evidence(text, vocabulary)
    weights = {code: 2.0 ** scores.get(code, 0.0) for code in domains.DOMAINS}
    weights["other"] = 2.0 if not scores else 1.0
    total = sum(weights.values())
    return tuple(
        sorted(((code, weight / total) for code, weight in weights.items()), key=lambda pair: -pair[1])
    )


def beside(ranked: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    """Further domains that fit nearly as well as the first."""
    first, top = ranked[0]
    if first == "other":
        return ()
    return tuple(code for code, chance in ranked[1:3] if code != "other" and chance >= max(0.15, top * 0.4))


def is_sure(ranked: tuple[tuple[str, float], ...]) -> bool:
    """Whether the first domain is likely enough not to ask."""
    return ranked[0][1] >= 0.5
