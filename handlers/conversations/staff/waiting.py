"""What waits for a staff member's decision, kind by kind, and how to say it."""

from __future__ import annotations

from actions.access import may_ever
from handlers.engine.context import ConversationContext
from handlers.engine.decision import Decision, Subject
from handlers.engine.decisions import button, decisions
from handlers.message import Choice, Reply

SHOWN = 8


def _waiting(talk: ConversationContext) -> list[tuple[list[Decision], list[Subject]]]:
    """What waits, kind by kind, with the decisions open to it."""
    mine = [row for row in decisions().values() if may_ever(talk.speaker, row.action)]
    kinds = dict.fromkeys(row.of for row in mine if row.of.startswith("待"))
    ways = [[row for row in mine if row.of == of] for of in kinds]
    return [(rows, found) for rows in ways if (found := talk.once(rows[0].subjects, ""))]


def _block(rows: list[Decision], found: list[Subject]) -> str:
    lines = [
        f"{rows[0].of} {len(found)} 件，可以回复「{'」「'.join(row.caption for row in rows)}」加姓名或编号："
    ]
    lines += [f"　{one.label}" for one in found[:SHOWN]]
    return "\n".join(lines + [f"　另有 {len(found) - SHOWN} 件。"] * (len(found) > SHOWN))


def named_in(talk: ConversationContext, text: str) -> str:
    """The longest name, of those that wait, which stands in the text."""
    return max(
        (one.name for _, found in _waiting(talk) for one in found if one.name in text), key=len, default=""
    )


def ask_which(talk: ConversationContext, named: str) -> Reply:
    """Which decision it shall be: about those of this name, or about anything, where none is named."""
    if not named:
        return Reply("\n".join(["是哪一件、怎么定？", *decisions_waiting(talk)]))
    about = [(rows, one) for rows, found in _waiting(talk) for one in found if one.name == named]
    choices = [
        Choice(f"{row.caption} {one.number or one.name}", button(row.code, one.id).token)
        for rows, one in about
        for row in rows
    ]
    lines = [f"{rows[0].of}：{one.label}" for rows, one in about]
    return Reply("\n".join([*lines, "怎么定？"]), choices=tuple(choices))


def decisions_waiting(talk: ConversationContext) -> list[str]:
    """A paragraph for each kind of decision that waits."""
    return [_block(*one) for one in _waiting(talk)]
