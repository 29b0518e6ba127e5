"""Staff decide by a word and a name: «通过 何志强», «退回 何志强 缺学历证明», «警告 周教授»."""

from __future__ import annotations

import re
from datetime import timedelta

from actions.access import may_ever
from handlers.conversations.staff.called import called, known, meant, number_in, without, without_fillers
from handlers.conversations.staff.waiting import ask_which, named_in
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Subject
from handlers.engine.decisions import decisions, said
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.one_tap import SETTLED
from handlers.message import Reply
from handlers.rendering.citing import named
from programme.authority import TABLE as RIGHTS
from programme.roles import OFFICE, STAFF_NAMES

_DONE_TO = ("把", "给", "对", "将")
_NUMBERED = re.compile(r"(?<![\d月])\d{1,9}\s*号")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The decision, whom it names, and the rest as the reason."""
    heard = said(text)
    if heard is None:
        return {} if "decision" in values else reading.as_values({"named": named_in(talk, text) or None})
    decision, rest = heard[0], without_fillers(heard[1])
    name = called(talk, talk.once(decision.subjects, rest), rest)
    reason = without(name, rest) if name else rest
    return reading.as_values({"decision": decision.code, "named": name or None, "reason": reason or None})


def _matching(talk: ConversationContext, values: Values) -> tuple[list[Subject], bool]:
    """Whom it may be about, and whether what was named is among them."""
    decision, named = decisions()[values["decision"]], values.get("named", "")
    subjects = talk.once(decision.subjects, named)
    if same := meant(talk, subjects, named):
        return same, True
    return ([] if known(talk, named) else subjects), not named


def _options(talk: ConversationContext, values: Values) -> Options:
    if "decision" not in values or not _may(talk, values):
        return ()
    return [(one.label, one.id) for one in _matching(talk, values)[0]]


def _infer(talk: ConversationContext, values: Values) -> Values:
    """The one who is meant, where there is only one."""
    if "decision" not in values or not _may(talk, values):
        return {}
    subjects, known = _matching(talk, values)
    return {"subject": subjects[0].id} if known and len(subjects) == 1 else {}


def _any_left(talk: ConversationContext, values: Values) -> bool:
    return bool(talk.once(_options, values))


def _which(talk: ConversationContext, values: Values) -> str:
    decision = decisions()[values["decision"]]
    if values.get("named") and not _matching(talk, values)[1]:
        return f"{decision.of}里没有「{values['named']}」。是下面哪一位？"
    return f"{decision.caption}哪一位？"


def _go(talk: ConversationContext, values: Values) -> Outcome:
    if "decision" not in values:
        return Outcome(ask_which(talk, values.get("named", "")))
    decision = decisions()[values["decision"]]
    if not _may(talk, values):
        return Outcome(Reply(f"「{decision.caption}」要由{_who_may(decision)}来办。"))
    if "subject" not in values:
        return Outcome(Reply(_nobody(talk, decision, values.get("named", ""))))
    if values["subject"] not in {one.id for one in talk.once(decision.subjects, values.get("named", ""))}:
        return Outcome(SETTLED)
    caution = decision.caution(talk, values["subject"])
    if not caution and not decision.needs_reason:
        return Outcome(Reply(decision.deed(talk, values["subject"], values)))
    known = {"decision": decision.code, "subject": values["subject"], "verdict": decision.caption}
    grounds = decision.grounds(talk, values["subject"])
    known |= {"ground": grounds[0]} if len(grounds) == 1 else {}
    known |= {name: values[name] for name in ("reason", "named") if values.get(name)}
    return Outcome(Reply(caution), then=("second_look", known))


def _may(talk: ConversationContext, values: Values) -> bool:
    return may_ever(talk.speaker, decisions()[values["decision"]].action)


def _who_may(decision: Decision) -> str:
    return "或".join(name for role, name in STAFF_NAMES.items() if role in RIGHTS[decision.action])


def _nobody(talk: ConversationContext, decision: Decision, named: str) -> str:
    if number_in(named):
        return f"{named}已经处理过，或者不在您的辖区：现在没有{decision.of}。"
    name = known(talk, named)
    if name and talk.once(decision.subjects, named):
        return f"{decision.of}里没有{name}。{decision.if_not}"
    who = f"{name}不在内：" if name else f"没有找到「{named}」：" if named else ""
    return f"{who}您的辖区里现在没有{decision.of}。{decision.if_not if name else ''}"


def _is_decision(text: str) -> bool:
    """A decision's word goes first, or whom it is done to («把…»), or a number; where it stands elsewhere, the intent tells."""
    found = said(text)
    if found is None:
        return False
    plain = without_fillers(text.strip()).removeprefix("请")
    return _NUMBERED.search(text) is not None or plain.startswith((*found[0].words, *_DONE_TO))


DECIDE = Form(
    name="decide",
    version=1,
    title="审核决定",
    serves=("staff.decide",),
    roles=OFFICE,
    ref="subject",
    given=("decision",),
    slots=(
        Slot("subject", "对象", ask=_which, options=_options, when=_any_left, hint="请点一下是哪一位。"),
        Slot(
            "decision",
            "决定",
            hidden=True,
            asked=False,
            options=lambda talk, values: [(row.caption, row.code) for row in decisions().values()],
        ),
        Slot("named", "", hidden=True, asked=False),
        Slot("reason", "", hidden=True, asked=False),
    ),
    read=_read,
    infer=_infer,
    syntax=_is_decision,
    submit=_go,
    stale_after=timedelta(hours=2),
)


def _grounds(talk: ConversationContext, values: Values) -> Options:
    if "subject" not in values:
        return ()
    return [(named(text), text) for text in decisions()[values["decision"]].grounds(talk, values["subject"])]


def _read_reason(talk: ConversationContext, text: str) -> str | None:
    """Any words but another decision."""
    return None if said(text) else text.strip()


def _why(talk: ConversationContext, values: Values) -> bool:
    return decisions()[values["decision"]].needs_reason or "reason" in values


def _decide(talk: ConversationContext, values: Values) -> Outcome:
    return Outcome(Reply(decisions()[values["decision"]].deed(talk, values["subject"], values)))


SECOND_LOOK = Form(
    name="second_look",
    version=1,
    title="二次确认",
    akin=("staff.decide",),
    roles=OFFICE,
    card="请再次确认",
    given=("decision",),
    slots=(
        Slot("decision", "", hidden=True, asked=False),
        Slot("named", "", hidden=True, asked=False),
        Slot(
            "verdict",
            "决定",
            asked=False,
            ask="要换一种决定，请先回复「取消」，再说比如「退回 张三 缺学历证明」。",
        ),
        Slot("subject", "对象", ask="是哪一位？", options=_options, hint="请点一下是哪一位。"),
        Slot(
            "ground",
            "依据",
            ask="依据哪一条？",
            options=_grounds,
            when=lambda talk, values: bool(talk.once(_grounds, values)),
            hint="请点一下依据哪一条。",
        ),
        Slot(
            "reason",
            "原因",
            ask=lambda talk, values: decisions()[values["decision"]].asks,
            read=_read_reason,
            when=_why,
            free=True,
            hint="请说明原因。",
        ),
    ),
    submit=_decide,
    stale_after=timedelta(days=1),
)
