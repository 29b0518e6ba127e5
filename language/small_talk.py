"""Small talk: greetings, thanks, weather and the like, which must fill no slot."""

import re

from language.compatibility import figure
from language.data import rows
from language.normalise import normalise
from language.phrases import is_made_of

_SILENT = frozenset(" ,。!?~、.…:;^_-()“”'\"\n")
_PHRASES = frozenset(word for row in rows("smalltalk.txt") for word in row[0].split()) | _SILENT
_STARS = re.compile("[⭐🌟★☆\ufe0f\\s]+")
"""They answer how many of them."""
_ANSWER = re.compile(r"(?:昨天|明天|今天|今日|湛江)+")
"""Words that keep company beside others, and answer «which day?» or «where?» by themselves."""


def is_small_talk(text: str) -> bool:
    """Whether a message only keeps company and answers nothing: a greeting, thanks, signs alone, or no text at all."""
    plain = normalise(text[:200]).text.strip()
    if len(text) > 60 or _ANSWER.fullmatch(plain) or _STARS.fullmatch(text) or figure(text) != text:
        return False
    return is_made_of(plain.lower(), _PHRASES) or not re.search(r"\w", plain)


_LEAVE = re.compile(r"再见|拜拜|回头见|回见|下次再|改天再|先这样|就这样吧|不聊了|bye")


def takes_leave(text: str) -> bool:
    """Whether somebody says goodbye; who only thanks is still there."""
    return len(text) <= _LONGEST_FAREWELL and bool(_LEAVE.search(normalise(text).text.lower()))


_LONGEST_FAREWELL = 20
