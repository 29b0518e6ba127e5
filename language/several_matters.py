"""What a message tells besides, behind a word that begins something else: «顺便», «另外», «对了»."""

import re

from language.normalise import LONGEST, normalise

_BESIDES = re.compile(
    r"[,。;!?\n ]+(?:另外|顺便|顺带|还有|对了|同时|此外|再有)(?:一件事|还有|我|再|也|帮我|请|[,: ])*"
)
_LEAST = 4
MOST = 3
_EDGES = " ,，。;；:：、!！\n"


def told_apart(text: str) -> tuple[str, ...]:
    """The parts as they were written, in the order told; the message alone where nothing plainly begins something else."""
    message = normalise(text[:LONGEST])
    marks = [mark.span() for mark in _BESIDES.finditer(message.text)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(message.text)]
    parts = [message.written(start, end).strip(_EDGES) for start, end in zip(starts, ends, strict=True)]
    told = tuple(part for part in parts if len(part) >= _LEAST)
    return told if 1 < len(told) <= MOST and len(told) == len(parts) else (text,)
