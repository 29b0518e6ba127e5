"""The sentences that the model learns from: written for it by people of many kinds, each file one author."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from zlib import crc32

from language.domains import DOMAINS
from language.small_talk import is_small_talk

FOLDER = files("language.data").joinpath("intents", "sentences")
FOR_TESTS = ("elderly_writer", "many_people")
"""Authors whose sentences are never learnt from."""
LENT = "domains"
"""The author of the sentences that were written for the domains: they teach how barely a need may be told."""
ANSWERS = "answers"
"""The author who answered what forms ask: such a message wants nothing new, and mostly counts as unclear."""
_AMIDST = ((), (), ("need",), ("service",), ("rating",), ("need", "service"))
"""Whoever has one matter open may come with another."""
_ASKERS = ("enterprise", "enterprise", "enterprise", "guest", "station", "expert")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`context` names what was open for the speaker; `also` what the message wants besides."""

    text: str
    role: str
    context: tuple[str, ...]
    intent: str
    also: tuple[str, ...]
    author: str

    def means(self, intent: str) -> bool:
        """Whether it was rightly read so."""
        return intent == self.intent or intent in self.also


def sentences() -> list[Sentence]:
    """All of them, in an order that does not depend on the file system."""
    return [_sentence(json.loads(line)) for name in _names() for line in _lines(name)]


def told_rows() -> list[dict[str, Any]]:
    """The rows whose facts are known, as they stand in the files."""
    found = (json.loads(line) for name in _names() for line in _lines(name) if '"facts"' in line)
    return list(found)


@cache
def lent() -> list[Sentence]:
    """Some of the sentences that the domain model learns from: needs, and what is none of ours."""
    found: list[Sentence] = []
    for domain in DOMAINS:
        intent, share = ("offtopic", 0.4) if domain == "other" else ("need.post", 0.15)
        lines = files("language.data").joinpath("sentences", f"{domain}.txt").read_text(encoding="utf-8")
        told = [line for line in lines.splitlines() if line and line[0] != "#" and not is_small_talk(line)]
        chosen = [(line, crc32(line.encode())) for line in told if crc32(line.encode()) % 1000 < share * 1000]
        found += [
            Sentence(line, _ASKERS[at // 1000 % 6], _AMIDST[at // 6000 % 6], intent, (), LENT)
            for line, at in chosen
        ]
    return found


def digest() -> str:
    """What the shipped weights keep, to tell whether they were learnt from these very sentences."""
    found = sha256()
    for name in _names():
        found.update("".join(_lines(name)).encode())
    found.update("".join(sentence.text for sentence in lent()).encode())
    return found.hexdigest()


def _names() -> list[str]:
    return sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".jsonl"))


def _lines(name: str) -> Iterator[str]:
    return iter(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines())


def _sentence(row: dict[str, Any]) -> Sentence:
    context, also = tuple(row["context"]), tuple(row["also"])
    return Sentence(row["text"], row["role"], context, row["intent"], also, row["author"])
