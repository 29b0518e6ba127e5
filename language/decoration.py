"""What stands beside words and is none: emoji, and the faces of 微信. `normalise` takes them away; some say something."""

import re
from functools import cache, lru_cache

from language.data import rows

YES, NO, DOUBT, THANKS, BYE = "yes", "no", "doubt", "thanks", "bye"
_NOTHING = "-"
_SHOWN_AS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Joiners, variation selectors and tones of skin, which only say how a sign is shown."""


@cache
def faces() -> re.Pattern[str]:
    """What finds a face of 微信 as it comes in: «[微笑]», «/::)». The longest is tried first."""
    forms = {form for _, forms in rows("words/faces.tsv") for form in forms.split() if len(form) > 1}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


@lru_cache(maxsize=256)
def said_by_signs(text: str) -> frozenset[str]:
    """What the emoji and faces of a text say: `yes`, `no`, `doubt`, `thanks`, `bye`; most say nothing."""
    shown = _SHOWN_AS.sub("", text)
    found = [*map(str.lower, faces().findall(shown)), *faces().sub("", shown)]
    return frozenset(_meanings()[sign] for sign in found if sign in _meanings())


@cache
def _meanings() -> dict[str, str]:
    told = [(meaning, forms.lower().split()) for meaning, forms in rows("words/faces.tsv")]
    return {form: meaning for meaning, forms in told for form in forms if meaning != _NOTHING}
