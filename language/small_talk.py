"""Small talk: greetings, thanks, weather and the like, which must fill no slot."""

import re

from language.data import rows
from language.normalise import normalise

_PHRASES = frozenset(word for row in rows("smalltalk.txt") for word in row[0].split())
_LONGEST = max(map(len, _PHRASES))
_SILENT = frozenset(" ,。!?~、.…:;^_-()'\"\n")
_ANSWER = re.compile(r"(?:昨天|明天|今天|今日|湛江)+")
"""Words that keep company beside others, and answer «which day?» or «where?» by themselves."""


def is_small_talk(text: str) -> bool:
    """Whether a message only keeps company and answers nothing: a greeting, thanks, signs alone, or no text at all."""
    plain = normalise(text[:200]).text.strip()
    if len(text) > 60 or _ANSWER.fullmatch(plain):
        return False
    return _is_made_of_phrases(plain.lower()) or not re.search(r"\w", plain)


_FAREWELL = re.compile(
    r"谢谢|多谢|感谢|谢了|唔该|再见|拜拜|回头见|回见|下次再|改天再|先这样|就这样吧|不聊了|thanks?|thank you|bye"
)


def is_farewell(text: str) -> bool:
    """Whether somebody thanks or takes leave."""
    return len(text) <= _LONGEST_FAREWELL and bool(_FAREWELL.search(normalise(text).text.lower()))


_LONGEST_FAREWELL = 20


def _is_made_of_phrases(text: str) -> bool:
    """Step by step from each place that phrases lead to, as trying all divisions would take for ever."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached |= {start + 1} if text[start] in _SILENT else set()
            ends = range(start + 1, min(start + _LONGEST, len(text)) + 1)
            reached |= {end for end in ends if text[start:end] in _PHRASES}
    return len(text) in reached
