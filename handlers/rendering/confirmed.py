"""What a firm said of a diary, in a word or two."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.rendering.plain import show_hours
from programme.packs import RulePack
from storage.queries.diaries.confirmations import ConfirmationFacts

DENIED = "企业说没来过"


def confirmed(said: ConfirmationFacts | None, rules: RulePack, now: datetime) -> str:
    """«企业已确认», «等企业确认», «未确认», «企业说 1 小时»; empty where no firm was asked."""
    if said is None:
        return ""
    if said.state == "asked":
        waits = now - said.asked_at < timedelta(days=rules.waiting.confirm_days)
        return "等企业确认" if waits else "未确认"
    if said.state in ("hours", "disputed") and said.hours is not None:
        return f"企业说 {show_hours(said.hours)}"
    return DENIED if said.state == "denied" else "企业已确认"
