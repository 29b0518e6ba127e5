"""日报、周报: what needs a hand in a jurisdiction, pushed as each member of staff likes, or asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from actions.audit_seal import sealed_head
from actions.reports.digests import choose_digest
from actions.reports.month import WEEK, counted_today, week_of
from handlers.conversations.reports.digest import NOTHING, page
from handlers.conversations.reports.goals import told_goals
from handlers.conversations.reports.month import picture, week_lines
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.citing import named
from programme.programmes import office_of, packs
from programme.roles import OFFICE
from programme.spans import short_day
from programme.validity import ending
from storage.queries.staff.drills import last_drill

KINDS = (("日报", "daily"), ("周报", "weekly"), ("都要", "both"), ("不要", "none"))
EMPTY = (("没有事就不发", 0), ("没有事也说一声", 1))
_YEAR = Choice("年度考核", tokens.start("assessment"))
NO_MORE = "后面没有了。"
STALE = timedelta(days=3)
"""A drill a night is meant; two that failed to run are trouble."""


def _page(talk: ConversationContext, values: Values) -> Outcome:
    first = int(values.get("from") or 0)
    found = page(talk, first, "等您处理的 ") or Reply(NO_MORE if first else NOTHING)
    return Outcome(found if first else replace(found, text="\n".join([found.text, *document_lines(talk)])))


DIGEST = Form(
    name="digest",
    version=1,
    title="日报",
    serves=("staff.queue",),
    examples=("日报", "今日简报", "简报", "今天的日报", "本周的日报", "哪些站很久没动静", "谁很久没动静"),
    roles=OFFICE,
    ref="from",
    slots=(Slot("from", "", asked=False, hidden=True),),
    submit=_page,
)


def weekly(talk: ConversationContext, until: datetime, lead: str, goals: str = "all") -> Reply:
    """The seven dates up to a midnight beside the seven before, what waits, `goals` of the year, and the month as a picture."""
    figures = week_lines(
        week_of(talk.work, talk.speaker, until), week_of(talk.work, talk.speaker, until - WEEK)
    )
    figures = "\n".join([figures, *told_goals(talk, goals, until.year), *document_lines(talk)])
    waiting = page(talk, 0, f"{lead}等您处理的 ", figures) or Reply(f"{lead}{NOTHING}\n{figures}")
    text = waiting.text + drill_line(talk) + _last_line(talk)
    return Reply(text, choices=(*waiting.choices, _YEAR), files=picture(talk))


def document_lines(talk: ConversationContext) -> list[str]:
    """That the document of a programme of this office ends soon or has ended, a line each."""
    own = [pack for pack in packs(talk.rules) if office_of(talk.rules, pack) == talk.speaker.jurisdiction]
    return [named(text) for pack in own if (text := ending(pack, talk.today))]


def drill_line(talk: ConversationContext, only_trouble: bool = False) -> str:
    """What came of the newest trial of a backup, as a line of its own; empty where none was tried, or all is well and trouble is asked for."""
    drill = last_drill(talk.work.connection)
    if drill is None:
        return ""
    day = short_day(drill.at.astimezone(talk.now.tzinfo).date())
    if not drill.passed:
        return f"\n备份演练 {day}：没有通过，{drill.why}"
    if talk.now - drill.at > STALE:
        return f"\n备份演练停了，最近一次是 {day}：请看 yiqi drill 还在不在跑。"
    return "" if only_trouble else f"\n备份演练 {day}：通过，{drill.seconds} 秒恢复好。"


def _last_line(talk: ConversationContext) -> str:
    """The head of the audit, so that it stands where nobody with the database at hand can change it."""
    head = sealed_head(talk.work)
    return f"\n存证 {head}" if head else ""


WEEKLY = Command(
    "weekly",
    "周报",
    ("周报", "本周简报", "月图", "这周做了多少", "这周情况汇总一下"),
    lambda talk: weekly(talk, counted_today(talk.now), ""),
    OFFICE,
    ("staff.figures",),
)


def _choose(talk: ConversationContext, values: Values) -> Outcome:
    digest, when_empty = values["digest"], bool(values.get("empty"))
    choose_digest(talk.work, talk.speaker, digest, when_empty)
    name = next(label for label, value in KINDS if value == digest)
    if digest == "none":
        return Outcome(Reply("已修改：不再发日报和周报，想看就说「日报」。"))
    return Outcome(Reply(f"已修改：{name}，{'没有事也说一声' if when_empty else '没有事就不发'}。"))


def _kind_said(talk: ConversationContext, text: str) -> str | None:
    """«要日报», «每周发一次周报就行»: the one that is named, both where both are."""
    if re.search(r"[?？吗]|怎么|什么|哪", text):
        return None
    if re.match(r"(?:都)?不(?:要|用|收|订|发)|别发", text):
        return "none"
    named = [value for label, value in KINDS[:2] if label in text]
    return named[0] if len(named) == 1 else "both" if named or "都要" in text else None


def _kinds(talk: ConversationContext, values: Values) -> Options:
    return KINDS


CHOICE = Form(
    name="digest_choice",
    version=1,
    title="日报周报设置",
    serves=("notices.set",),
    examples=("日报设置", "周报设置", "简报设置", "日报周报设置", "订阅简报"),
    roles=OFFICE,
    slots=(
        Slot(
            "digest",
            "简报",
            ask="要日报还是周报？日报工作日早上 8:30，周报每周第一个工作日。",
            options=_kinds,
            read=_kind_said,
            hint="点一个就行。",
        ),
        Slot(
            "empty",
            "没有事的时候",
            ask="没有等您处理的事，要不要也说一声？",
            options=lambda talk, values: EMPTY,
            when=lambda talk, values: values.get("digest") in ("daily", "both"),
            hint="点一个就行。",
        ),
    ),
    submit=_choose,
)
