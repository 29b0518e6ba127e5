"""A decision of staff as a page: the file before the form, grounds that the facts bear, the notice as it will arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.access import may, may_ever, title_rules
from actions.console import undo
from actions.console.rehearsal import notices_of
from actions.refusal import Refused as NotDone
from actions.titles.dossier import evidence
from handlers.conversations.reports.year_ending import year_waits
from handlers.conversations.titles.holding import known_title, owners_of, title_of
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import EVERYTHING, Decision, Subject
from handlers.engine.decisions import decisions
from handlers.engine.undone import reminded_otherwise, reminders_of
from handlers.rendering.citing import named
from programme.authority import TABLE
from programme.grounds import grounds as grounds_of
from programme.grounds import unborne
from programme.roles import STAFF_NAMES
from storage.queries.console.history import holder_of_diary
from storage.queries.people.speakers import by_person
from storage.queries.titles.holders import Holder
from storage.queries.titles.standing import renewal as renewal_of
from storage.queries.titles.standing import warning as warning_of
from web.console.levels import not_ours
from web.console.matter import reply_about
from web.console.refusals import NotHere
from web.console.session import Said

ABOUT = {
    "待审核的申请": "application",
    "待处理的异议": "objection",
    "待处理的投诉": "complaint",
    "待处理的申诉": "appeal",
    "待决定的警告": "call",
    "待答复的续聘": "renewal",
    "等第二人确认的取消资格": "second",
    "等第二人确认的申请": "second",
    "要看的日记": "diary",
}
"""What shows the matter of a decision to whoever may see to it."""
TITLES = frozenset(
    {"有效的资格", "已警告的专家和工作站", "已暂停的专家和工作站", "已取消的资格", "没有达标、还没决定的资格"}
)
"""What decisions are about that are about a title."""
WAYS = {
    "active": ("suspend", "revoke"),
    "renewed": ("suspend", "revoke"),
    "warned": ("lift", "suspend", "revoke"),
    "suspended": ("resume", "revoke"),
    "revoked": ("reinstate",),
}
"""What may be decided about a title, by its state."""
STEPS = ("提出", "第二人确认", "送达本人", "申诉期")
IN_STEPS = {"revoke": 0, "confirm_revocation": 1, "drop_revocation": 1, "confirm_pass": 1, "drop_pass": 1}
"""Decisions that take two people, and at which step they stand."""
HARD = frozenset({"revoke", "confirm_revocation", "strike_diary", "refuse"})
"""What takes something from a person."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause to rest on; `why_not`: why the facts do not bear it."""

    text: str
    said: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as its reader will have it."""

    whom: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The page. `ways`: what else may be decided about it, as code and caption; `seen`: the digest of what a preview
    showed; `elsewhere`: why it is another level's to decide; `changed`: something was changed after it.
    """

    code: str
    subject: Subject
    caption: str
    hard: bool
    ways: tuple[tuple[str, str], ...]
    step: int
    file: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    caution: tuple[str, ...]
    grounds: tuple[Ground, ...]
    takes_reason: bool
    asks: str
    seconds: tuple[str, ...]
    reason: str = ""
    ground: str = ""
    letters: tuple[Letter, ...] = ()
    answer: str = ""
    wrong: str = ""
    proves: bool = False
    elsewhere: str = ""
    seen: str = ""
    changed: bool = False

    @property
    def steps(self) -> tuple[str, ...]:
        return STEPS if self.step >= 0 else ()


def deciding(talk: ConversationContext, code: str, key: int) -> Deciding:
    """What is to be decided, with its file. `NotHere` where it is none of the reader's."""
    decision = decisions().get(code)
    if decision is None:
        raise NotHere
    subject = _subject(talk, decision, key)
    if subject is None:
        raise NotHere
    if not may_ever(talk.speaker, decision.action):
        who = "或".join(name for role, name in STAFF_NAMES.items() if role in TABLE[decision.action])
        raise NotDone("wrong_role", f"「{decision.caption}」要由{who}来办。")
    about = ABOUT.get(decision.of)
    reply = reply_about(talk, about, key) if about else None
    rows = tuple((row.label, named(row.value)) for row in reply.card.rows) if reply and reply.card else ()
    caution = decision.caution(talk, key) or decision.unless_named(talk, key)
    return Deciding(
        code,
        subject,
        decision.caption,
        code in HARD,
        _ways(talk, decision, key),
        IN_STEPS.get(code, -1),
        (*(reply.text.split("\n") if reply else ()), *_reminded(talk, decision, key)),
        rows,
        tuple(named(line) for line in caution.split("\n") if line),
        _grounds(talk, decision, key),
        decision.needs_reason or decision.wants_reason(talk, key),
        decision.asks,
        _seconds(talk, decision, key) if IN_STEPS.get(code) == 0 else (),
        elsewhere=not_ours(talk, code, key),
    )


def rehearsed(talk: ConversationContext, page: Deciding, values: Values) -> Deciding:
    """The page with what would be said and sent; nothing of it is kept. To be called in a transaction that is undone."""
    answer = decisions()[page.code].deed(talk, page.subject.id, values)
    return replace(page, letters=letters_of(talk), answer=answer)


def letters_of(talk: ConversationContext) -> tuple[Letter, ...]:
    """The notices that the reader's deed of this very moment has queued, as those will have them whom they are for."""
    queued = notices_of(talk.work, talk.speaker.person_id, talk.now)
    letters = (letter_of(talk, one.person_id, one.kind, one.facts) for one in queued)
    return tuple(one for one in letters if one.lines)


def decided(talk: ConversationContext, page: Deciding, values: Values) -> Said:
    """Decide it. Refused as the deed is."""
    text = decisions()[page.code].deed(talk, page.subject.id, values)
    undo.remember(talk.work, talk.speaker, "decide", page.code, page.subject.id, talk.now)
    return Said(text)


def _subject(talk: ConversationContext, decision: Decision, key: int) -> Subject | None:
    said = dict.fromkeys((_name(talk, decision, key), ""))
    return next((one for name in said for one in decision.subjects(talk, name) if one.id == key), None)


def _holder(talk: ConversationContext, decision: Decision, key: int) -> Holder | None:
    if decision.of in TITLES:
        return talk.once(title_of, key)[1]
    if decision.of == "待决定的警告":
        return one.who if (one := warning_of(talk.work, key)) else None
    if decision.of == "待答复的续聘":
        return asked.who if (asked := renewal_of(talk.work, key)) else None
    return None


def _name(talk: ConversationContext, decision: Decision, key: int) -> str:
    """Whom it is about, where the row tells: of long lists only those named are brought."""
    if who := _holder(talk, decision, key):
        return who.name
    if decision.of == "待审核的申请":
        return EVERYTHING
    if decision.of != "要看的日记":
        return ""
    try:
        return holder_of_diary(talk.work, key)[0]
    except LookupError:
        return ""


def _reminded(talk: ConversationContext, decision: Decision, key: int) -> tuple[str, ...]:
    """Of a warning to decide: whether anything was said ahead of it."""
    one = warning_of(talk.work, key) if decision.of == "待决定的警告" else None
    if one is None:
        return ()
    fared = reminders_of(talk, one)
    said = f"提醒过 {fared.sent} 次，送到 {fared.arrived} 次" if fared.sent else reminded_otherwise(talk, one)
    return (f"{said}。",)


def _ways(talk: ConversationContext, decision: Decision, key: int) -> tuple[tuple[str, str], ...]:
    same = [one for one in decisions().values() if one.of == decision.of and one.code != "bind_code"]
    if decision.of in TITLES:
        same += [one for one in _of_title(talk, key) if one not in same]
    return tuple((one.code, one.caption) for one in same if may_ever(talk.speaker, one.action))


def _of_title(talk: ConversationContext, key: int) -> list[Decision]:
    held, _ = talk.once(title_of, key)
    if held is None:
        return []
    ways = [decisions()[code] for code in WAYS.get(held.state, ())]
    return [*ways, decisions()["keep_title"]] if year_waits(talk, held) else ways


def _grounds(talk: ConversationContext, decision: Decision, key: int) -> tuple[Ground, ...]:
    texts = decision.grounds(talk, key)
    borne = _unborne(talk, key) if decision.code == "revoke" else {}
    return tuple(Ground(text, named(text), borne.get(text, "")) for text in texts)


def _unborne(talk: ConversationContext, key: int) -> dict[str, str]:
    """Of each ground of a loss why the facts do not bear it, or nothing."""
    known = talk.once(known_title, key, False)
    if known is None:
        return {}
    found = evidence(known)
    return {
        one.text: unborne(one, found, talk.today) for one in grounds_of(title_rules(known.held, talk.rules))
    }


def _seconds(talk: ConversationContext, decision: Decision, key: int) -> tuple[str, ...]:
    """Who may be the second person, by name; with the reason who sits here may not."""
    who = _holder(talk, decision, key)
    if who is None or not may(talk.speaker, decision.action, who.region):
        return ()
    owners = talk.once(owners_of)
    able = [one for one in owners.with_right(decision.action, who.region or "") if one != who.person_id]
    names = dict(owners.names())
    others = [names.get(one, "") for one in able if one != talk.speaker.person_id]
    return (*others, f"{talk.speaker.name}（不能选：就是您）")


def letter_of(talk: ConversationContext, person_id: int, kind: str, facts: Mapping[str, Any]) -> Letter:
    """A notice of this kind and these facts, as this person will have it; without lines where it says nothing now."""
    renderer = catalogue().notices.get(kind)
    reader = replace(talk, speaker=by_person(talk.work, person_id), _known={})
    reply = renderer.show(reader, dict(facts)) if renderer else None
    lines = tuple(line for line in reply.plain().split("\n") if line) if reply else ()
    return Letter(reader.speaker.name or "本人", lines)
