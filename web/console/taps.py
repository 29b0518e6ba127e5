"""Choices of the chat as acts of the console: a link where something is opened first, a form where it is done at one tap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.engine import tokens
from handlers.engine.decisions import decisions
from handlers.message import Choice
from web.console.session import HOME

ONE_TAP = frozenset(
    {
        "nudge",
        "nudge_renewal",
        "press_service",
        "press_plan",
        "press_summary",
        "press_application",
    }
)
"""Forms of one hidden slot that do their deed at once."""
DONE_BY = {
    "silent": "nudge",
    "ending": "nudge_renewal",
    "plan": "press_plan",
    "summary": "press_summary",
    "unserved": "press_service",
    "returned": "press_application",
}
"""The form of one tap that does what a line asks for."""
ASKED = frozenset(
    {"look_later", "cannot_serve", "ask_wider", "close_need", "assign_anyone", "ask_others", "close_chat"}
)
"""Forms of which something is asked first."""
LEADS = {"see_need": "needs", "assign": "needs"}
"""Forms whose matter has a page of its own."""


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done about something. `fields` of a form that does it; else `href`, where it is gone on with.

    No field may be called as a property of a form element (`form`, `action`…): htmx reads those.
    """

    label: str
    href: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    hard: bool = False
    decides: tuple[str, int] | None = None
    """The decision that it leads to, and about what."""


def act_of(choice: Choice) -> Act | None:
    """The choice as an act; None for what only the chat can do."""
    tap = tokens.read(choice.token)
    if tap is None:
        return None
    key = tap.ref or tap.value
    if tap.kind == "p" and tap.name == "decide" and tap.value in decisions():
        return to_decide(tap.value, int(tap.ref), choice.label)
    if tap.name in ONE_TAP:
        return Act(choice.label, fields=(("tap", tap.name), ("key", key)))
    if tap.name in ASKED:
        given = f"{tap.slot}={tap.value}" if tap.kind == "p" else ""
        return Act(f"{choice.label}…", f"{HOME}/ask/{tap.name}/{key}" + (f"?{given}" if given else ""))
    if tap.name in LEADS:
        return Act(choice.label, f"{HOME}/{LEADS[tap.name]}/{key}")
    if tap.name == "see_phone":
        return Act(choice.label, f"{HOME}/people/{key}#contact")
    return None


def acts_of(choices: Iterable[Choice]) -> tuple[Act, ...]:
    """Those of these choices that can be done here."""
    return tuple(act for choice in choices if (act := act_of(choice)))


def to_decide(code: str, subject: int, label: str = "") -> Act:
    """The page on which this is decided about this."""
    decision = decisions()[code]
    return Act(
        f"{label or decision.caption}…",
        f"{HOME}/decide/{code}/{subject}",
        hard=decision.hard,
        decides=(code, subject),
    )
