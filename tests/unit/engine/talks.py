"""A talk without rows, and a form to try the engine on."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, cast

from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.state import FormState
from handlers.message import Reply
from programme.packs import load_pack
from storage.queries.people.speakers import Speaker
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULES = load_pack("national-2023")
DAYS = {"周一": "2026-03-02", "周二": "2026-03-03"}


def speaker(**known: Any) -> Speaker:
    """Somebody of an enterprise who has consented; `known` says otherwise."""
    nothing: dict[str, Any] = dict.fromkeys(field.name for field in fields(Speaker))
    usual = {
        "person_id": 1,
        "name": "张厂长",
        "consented_at": NOW,
        "state": {},
        "last_seq": 0,
        "enterprise_id": 1,
    }
    return Speaker(**(nothing | usual | known))


def talk(work: UnitOfWork | None = None, **known: Any) -> ConversationContext:
    """A message's worth of talk; without `work`, whatever asks for rows fails."""
    return ConversationContext(cast(UnitOfWork, work), speaker(**known), NOW, RULES)


def _read_all(talk: ConversationContext, text: str, values: Values) -> Values:
    """A day and a number of hours, wherever they stand in the message."""
    found: Values = {"day": next((value for word, value in DAYS.items() if word in text), None)}
    found["hours"] = next((int(one) for one in text if one.isdecimal()), None)
    return {name: value for name, value in found.items() if value is not None}


def _hours(talk: ConversationContext, text: str) -> int | None:
    return int(text) if text.isdecimal() else None


DAY = Slot("day", "日期", ask="哪天？", read=lambda talk, text: DAYS.get(text), hint="说周几。")
HOURS = Slot(
    "hours",
    "时长",
    ask=lambda talk, values: f"{values['day']} 几小时？",
    read=_hours,
    show=lambda hours: f"{hours} 小时",
    check=lambda talk, hours: "太长了。" if hours > 8 else "",
)
WAY = Slot(
    "way", "方式", ask="怎么办？", options=lambda talk, values: (("线上", "online"), ("上门", "visit"))
)
PLACE = Slot(
    "place",
    "地点",
    ask="在哪里？",
    read=lambda talk, text: text.strip() or None,
    when=lambda talk, values: values.get("way") == "visit",
    skippable=True,
    free=True,
)
KIND = Slot("kind", "种类", asked=False, options=lambda talk, values: (("急", 1), ("不急", 0)))
SECRET = Slot("secret", "暗", hidden=True, asked=False, read=lambda talk, text: "x")


def submit(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(Reply(f"已记录 {values['day']}"))


FORM = Form(
    name="visit",
    version=2,
    title="走访",
    slots=(DAY, HOURS, WAY, PLACE, KIND, SECRET),
    submit=submit,
    examples=("走访",),
    opening="说说这次走访。",
    read=_read_all,
    infer=lambda talk, values: {"kind": 0} if values.get("way") == "online" else {},
    card="走访",
)
FULL = {"day": "2026-03-02", "hours": 2, "way": "online"}


def standing(**changes: Any) -> FormState:
    """The form in hand, as it was opened."""
    opened: dict[str, Any] = {"form": "visit", "version": 2, "key": 1}
    return FormState(**(opened | changes))
