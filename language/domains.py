"""The fields of the programme and the terms that tell of them."""

from collections.abc import Mapping
from functools import cache, lru_cache

from language.data import rows
from language.lexicon import Lexicon
from language.vocabulary import PLAIN, Vocabulary

DOMAINS: Mapping[str, str] = {
    "policy": "政策解读", "law": "法律法规", "finance": "信贷融资", "technology": "科技创新", "startup": "创业指导",
    "ip": "产权保护", "management": "管理咨询", "tax": "财税管理", "hr": "人力资源", "marketing": "市场营销",
    "risk": "风险控制", "digital": "数字赋能", "trade": "外贸", "other": "其他",
}  # fmt: skip
"""Domain code to what people call it, in the order of the specification."""

_STAFF_WEIGHT = 6.0


def label(code: str) -> str:
    """What people call a domain."""
    return DOMAINS[code]


@cache
def _own() -> tuple[tuple[str, tuple[str, float]], ...]:
    return tuple(
        (term, (code, float(weight))) for code, weight, terms in rows("terms.tsv") for term in terms.split()
    )


@lru_cache(maxsize=8)
def _lexicon(vocabulary: Vocabulary) -> Lexicon[tuple[tuple[str, float], ...]]:
    senses: dict[str, list[tuple[str, float]]] = {}
    for term, sense in _own():
        senses.setdefault(term, []).append(sense)
    for term, code in vocabulary.terms.items():
        senses[term.lower()] = [(code, _STAFF_WEIGHT)]
    return Lexicon((term, tuple(found)) for term, found in senses.items())


def evidence(text: str, vocabulary: Vocabulary = PLAIN) -> dict[str, float]:
    """How strongly the terms in the (normalised) text speak for each domain; each term counts once."""
    scores: dict[str, float] = {}
    seen: set[str] = set()
    lower = text.lower()
    for hit in _lexicon(vocabulary).scan(lower):
        term = lower[hit.start : hit.end]
        if term not in seen:
            seen.add(term)
            for code, weight in hit.value:
                scores[code] = scores.get(code, 0.0) + weight
    return scores


def order_of_mention(text: str, vocabulary: Vocabulary = PLAIN) -> list[str]:
    """Domains in the order in which the text first mentions them."""
    hits = _lexicon(vocabulary).scan(text.lower())
    return list(dict.fromkeys(max(hit.value, key=lambda sense: sense[1])[0] for hit in hits))
