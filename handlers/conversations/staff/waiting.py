"""What waits for a staff member's decision, kind by kind, and how to say it."""

from __future__ import annotations

from actions.access import may_ever
from handlers.engine.context import ConversationContext
from handlers.engine.decision import Decision, Subject
from handlers.engine.decisions import button, decisions
from handlers.engine.tokens import start
from handlers.message import Choice, Reply
from storage.queries.staff.put_off import put_off_until_later

SHOWN = 8
NONE_WAITING = "没有等您审核的，辛苦了。"
PUT_OFF_AS = {"warn": ("warning", "call")}
"""The kinds of lines under which what waits for a decision may be put off: then it is still decided, but not listed."""


def _waiting(talk: ConversationContext) -> list[tuple[list[Decision], list[Subject]]]:
    """What waits, kind by kind, with the decisions open to it."""
    mine = [row for row in decisions().values() if may_ever(talk.speaker, row.action)]
    kinds = dict.fromkeys(row.of for row in mine if row.of.startswith("待"))
    ways = [[row for row in mine if row.of == of] for of in kinds]
    return [(rows, found) for rows in ways if (found := talk.once(rows[0].subjects, ""))]


def subjects_waiting(talk: ConversationContext) -> list[Subject]:
    """All that wait, whatever they wait for."""
    return [one for _, found in _waiting(talk) for one in found]


def _block(rows: list[Decision], found: list[Subject]) -> str:
    lines = [
        f"{rows[0].of} {len(found)} 件，可以说「{'」「'.join(row.caption for row in rows)}」加姓名或编号："
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
        lines = decisions_waiting(talk)
        return Reply(
            "\n".join(["是哪一件、怎么定？", *lines] if lines else [NONE_WAITING]), choices=to_choose(talk)
        )
    return _how(talk, [(rows, one) for rows, found in _waiting(talk) for one in found if one.name == named])


def ask_how(talk: ConversationContext, code: str, subject: int) -> Reply | None:
    """Which decision it shall be about one that waits, of the kind of this decision; None where it waits no more."""
    about = [
        (rows, one)
        for rows, found in _waiting(talk)
        for one in found
        if one.id == subject and code in {row.code for row in rows}
    ]
    return _how(talk, about) if about else None


def to_choose(talk: ConversationContext) -> tuple[Choice, ...]:
    """A choice for each of those listed, in the order of the list."""
    listed = ((rows, _not_put_off(talk, rows[0], found)) for rows, found in _waiting(talk))
    each = [(rows[0].code, one) for rows, found in listed for one in found[:SHOWN]]
    return tuple(
        Choice(one.name, start("decide_about", "subject", f"{one.id}.{code}")) for code, one in each[:SHOWN]
    )


def _how(talk: ConversationContext, about: list[tuple[list[Decision], Subject]]) -> Reply:
    """What waits, what it rests on, and the decisions there are, the hard one last."""
    choices = [
        Choice(f"{row.caption} {one.number or one.name}", button(row.code, one.id).token)
        for rows, one in about
        for row in sorted(rows, key=lambda row: row.hard)
    ]
    lines = [_about(talk, rows[0], one) for rows, one in about]
    return Reply("\n".join([*lines, "怎么定？"]), choices=tuple(choices))


def _about(talk: ConversationContext, row: Decision, one: Subject) -> str:
    """Who it is, and where one clause is what it rests on, that."""
    grounds = row.grounds(talk, one.id)
    return f"{row.of}：{one.label}" + (f"\n{grounds[0]}" if len(grounds) == 1 else "")


def decisions_waiting(talk: ConversationContext) -> list[str]:
    """A paragraph for each kind of decision that waits."""
    listed = ((rows, _not_put_off(talk, rows[0], found)) for rows, found in _waiting(talk))
    return [_block(rows, found) for rows, found in listed if found]


def none_of_these(talk: ConversationContext, text: str) -> str:
    """That nothing waits of the kind that a text names, where something else may: «看看专家申请»."""
    mine = {
        row.of: row.noun
        for row in decisions().values()
        if row.of.startswith("待") and may_ever(talk.speaker, row.action)
    }
    waiting = {rows[0].of for rows, _ in _waiting(talk)}
    return "".join(f"没有{of}。" for of, noun in mine.items() if noun in text and of not in waiting)


def _not_put_off(talk: ConversationContext, row: Decision, found: list[Subject]) -> list[Subject]:
    kinds = PUT_OFF_AS.get(row.code, ())
    away = put_off_until_later(talk.work, kinds, [one.id for one in found], talk.today) if kinds else ()
    return [one for one in found if one.id not in away]
