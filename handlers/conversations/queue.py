"""待审核: everything that waits for this staff member's decision, and how to say it."""

from __future__ import annotations

from handlers.context import Talk
from handlers.decision import Decision, Subject
from handlers.decisions import TABLE
from handlers.form import Command
from handlers.model import Reply

SHOWN = 8


def _waiting(talk: Talk) -> list[tuple[list[Decision], list[Subject]]]:
    """What waits, kind by kind, with the decisions open to it."""
    kinds = dict.fromkeys(row.of for row in TABLE.values() if row.of.startswith("待"))
    ways = [[row for row in TABLE.values() if row.of == of] for of in kinds]
    return [(rows, found) for rows in ways if (found := rows[0].subjects(talk, ""))]


def _block(rows: list[Decision], found: list[Subject]) -> str:
    lines = [
        f"{rows[0].of} {len(found)} 件，可以回复「{'」「'.join(row.caption for row in rows)}」加姓名或编号："
    ]
    lines += [f"　{one.label}" for one in found[:SHOWN]]
    return "\n".join(lines + [f"　另有 {len(found) - SHOWN} 件。"] * (len(found) > SHOWN))


def _queue(talk: Talk) -> Reply:
    blocks = [_block(*one) for one in _waiting(talk)]
    return Reply("\n".join(blocks) or "没有等您审核的，辛苦了。")


QUEUE = Command(
    "queue",
    "待审核",
    ("待审核", "审核", "审核队列", "待决定", "我要审核"),
    _queue,
    frozenset({"staff"}),
)
