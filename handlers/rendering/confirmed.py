"""What a firm said of a diary, or a contact by a one-time link, in a word or two."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.rendering.plain import show_hours
from programme.packs import RulePack
from storage.queries.diaries.confirmations import ConfirmationFacts
from storage.queries.diaries.contact_links import LinkFacts

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


def of_contact(said: LinkFacts | None, now: datetime) -> str:
    """«对方联系人已确认», apart from a firm's own word; empty where no link is open or answered."""
    if said is None or (said.answer is None and said.expires_at <= now):
        return ""
    if said.answer is None:
        return "等对方联系人确认"
    if said.answer == "hours" and said.hours is not None:
        return f"对方联系人说 {show_hours(said.hours)}"
    return "对方联系人说没来过" if said.answer == "denied" else "对方联系人已确认"
