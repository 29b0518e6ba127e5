"""What a conversation sees of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from programme.packs import RulePack
from storage.speakers import Speaker
from storage.work import Work

Values = dict[str, Any]
"""The slots of a form as JSON: dates as ISO text, decimals as text."""


@dataclass(slots=True)
class Talk:
    """One message's worth of talk: the transaction, who speaks, when (local time), under which rules.

    `deep` lets the reading use the extra `semantic` where it is installed.
    """

    work: Work
    speaker: Speaker
    now: datetime
    rules: RulePack
    deep: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def home(self) -> str | None:
        return self.speaker.home
