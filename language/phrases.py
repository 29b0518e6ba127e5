"""Texts that are made of known phrases and nothing else; Chinese has no spaces to tell them apart by."""

from functools import lru_cache

_NOTHING: frozenset[str] = frozenset()


def is_made_of(text: str, said: frozenset[str], beside: frozenset[str] = _NOTHING) -> bool:
    """Whether the text is a row of phrases out of `said` and `beside`, with one out of `said` among them.

    Step by step from each place that phrases lead to, as trying all divisions would take for ever.
    """
    longest = max(_longest(said), _longest(beside))
    reached: dict[int, bool] = {0: False}
    for start in range(len(text)):
        if start not in reached:
            continue
        for end in range(start + 1, min(start + longest, len(text)) + 1):
            phrase = text[start:end]
            if phrase in said or phrase in beside:
                reached[end] = reached.get(end, False) or reached[start] or phrase in said
    return reached.get(len(text), False)


@lru_cache(maxsize=64)
def _longest(phrases: frozenset[str]) -> int:
    return max(map(len, phrases), default=0)
