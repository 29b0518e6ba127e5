"""The sentences that the model learns from: written for it by people of many kinds, each file one author."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

FOLDER = files("language.data").joinpath("intents", "sentences")
FOR_TESTS = ("anhui_merchant", "northern_workshop")
"""Authors whose sentences are never learnt from."""


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


def digest() -> str:
    """What the shipped weights keep, to tell whether they were learnt from these very sentences."""
    found = sha256()
    for name in _names():
        found.update("".join(_lines(name)).encode())
    return found.hexdigest()


def _names() -> list[str]:
    return sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".jsonl"))


def _lines(name: str) -> Iterator[str]:
    return iter(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines())


def _sentence(row: dict[str, Any]) -> Sentence:
    context, also = tuple(row["context"]), tuple(row["also"])
    return Sentence(row["text"], row["role"], context, row["intent"], also, row["author"])
