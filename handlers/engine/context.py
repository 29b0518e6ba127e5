"""What a conversation sees of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from language.vocabulary import PLAIN, Vocabulary
from programme.packs import RulePack
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

Values = dict[str, Any]
"""The slots of a form as JSON: dates as ISO text, decimals as text."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How messages are read: whether with the extra `semantic` where it is installed, and with which added words."""

    deep: bool = False
    vocabulary: Vocabulary = PLAIN


@dataclass(slots=True)
class ConversationContext:
    """One message's worth of talk: the transaction, who speaks, when (local time), under which rules, how read."""

    work: UnitOfWork
    speaker: Speaker
    now: datetime
    rules: RulePack
    reader_options: ReaderOptions = ReaderOptions()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def home(self) -> str | None:
        return self.speaker.home
