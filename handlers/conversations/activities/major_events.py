"""重大突发事件: opened by staff for a place, one question to its firms, figures by day, closed by staff (S3.4)."""

from __future__ import annotations

import re
from datetime import date

from actions.activities.major_events import close_major_event, open_major_event
from actions.activities.notices import MajorEventOpened
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.major_events import TRACKS
from programme.roles import OFFICE
from programme.spans import plain_day
from storage.queries.major_events import Days, MajorEventFacts, days_of, major_event, major_events_in

NONE_OPEN = "现在没有开着的应急。"
LONGEST = 500
SHOWN = 7
"""Days of which the figures are told, the latest."""
_OPENING = r"(?:开启|启动|打开|开)(?:[^，,。；;]{0,8})?(?:应急|重大事件|突发事件)(?:机制|响应|通道)?"
_OPENS = re.compile(
    rf"(?P<title>[^，,。；;：:\s]{{0,20}}?)[，,\s]*{_OPENING}(?:[，,。：:\s]+(?P<policies>.+))?", re.DOTALL
)
_ASKS = re.compile(r"[?？吗]\s*$|怎么|如何")
_LEADS = re.compile(r"^(?:因为?|由于|针对|为)|(?:来了|登陆了?|了)$")
_STOPS = "。！!，,；;：: "


def _opens(text: str) -> bool:
    return _OPENS.fullmatch(text.strip()) is not None and not _ASKS.search(text)


def _title(talk: ConversationContext, text: str) -> str | None:
    """What has happened, without the word that opens it."""
    found = _OPENS.fullmatch(text.strip())
    return _LEADS.sub("", (found["title"] if found else text).strip(_STOPS))[:60] or None


def _policies(talk: ConversationContext, text: str) -> str | None:
    return text.strip() or None


def _not_too_long(talk: ConversationContext, policies: str) -> str:
    """Firms read it as it stands, so nothing of it is cut."""
    return (
        f"最多 {LONGEST} 个字，这段有 {len(policies)} 个，短一点再发一次。" if len(policies) > LONGEST else ""
    )


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«湛江台风，开启应急：受灾企业可以缓缴税款»."""
    found = _OPENS.fullmatch(text.strip())
    if found is None:
        return {}
    title, policies = found["title"], found["policies"]
    return reading.as_values(
        {
            "title": _title(talk, title),
            "region": reading.region(talk, title) if title else None,
            "policies": _policies(talk, policies) if policies else None,
        }
    )


def _open(talk: ConversationContext, values: Values) -> Outcome:
    count = open_major_event(
        talk.work, talk.speaker, values["title"], values["region"], values["policies"], talk.now
    )
    told = f"，{many_told(talk, f' {count} 家企业')}" if count else "，这里还没有登记的企业"
    return Outcome(Reply(f"「{values['title']}」应急开了{told}。有关的需求排在前面办。", choices=_STAFF))


_STAFF = (
    Choice("应急情况", tokens.start("major_events")),
    Choice("关闭应急", tokens.start("close_major_event")),
)


def _running(talk: ConversationContext) -> list[MajorEventFacts]:
    return major_events_in(talk.work, talk.speaker.jurisdiction, "open")


def _options(talk: ConversationContext) -> Options:
    return [(one.title, one.id) for one in talk.once(_running)]


_EVENT = OneOf("event", "应急", "关闭哪一个？", _options, none=NONE_OPEN)


def _close(talk: ConversationContext, values: Values) -> Outcome:
    close_major_event(talk.work, talk.speaker, values["event"], talk.now)
    one = major_event(talk.work, values["event"])
    if one is None:
        raise LookupError(values["event"])
    told = _tracks(days_of(talk.work, one.id, talk.now))
    see = (_STAFF[0],)
    return Outcome(
        Reply(f"「{one.title}」应急关闭了，一共{told}。没办完的还排在前面。只留档，不通知。", choices=see)
    )


def _figures(talk: ConversationContext) -> Reply:
    """Of what is open; where nothing is, of what was closed last."""
    found = talk.once(_running) or major_events_in(talk.work, talk.speaker.jurisdiction, "closed")[:1]
    if not found:
        return Reply(NONE_OPEN, choices=(Choice("开启应急", tokens.start("open_major_event")),))
    lines = [line for one in found for line in _lines(talk, one)]
    return Reply("\n".join(lines), choices=_STAFF[1:] if found[0].state == "open" else ())


def _lines(talk: ConversationContext, one: MajorEventFacts) -> list[str]:
    of = days_of(talk.work, one.id, talk.now)
    since = plain_day(one.created_at.astimezone(talk.now.tzinfo).date(), talk.today)
    until = ""
    if one.closed_at:
        until = f"–{plain_day(one.closed_at.astimezone(talk.now.tzinfo).date(), talk.today)}，已关闭"
    days = sorted({*of.told, *of.taken, *of.served})[-SHOWN:]
    head = f"「{one.title}」{show_region(one.region)}，{since}{until or '起'}：{_tracks(of)}。"
    return [head, *(_day(of, day, talk.today) for day in days)]


def _tracks(of: Days) -> str:
    return "、".join(f"{name} {of.tracks[code]} 件" for code, name in TRACKS.items())


def _day(of: Days, day: date, today: date) -> str:
    return (
        f"{plain_day(day, today)}：提了 {of.told[day]} 件，接了 {of.taken[day]} 件，办完 {of.served[day]} 件"
    )


def _opened(talk: ConversationContext, told: MajorEventOpened) -> Reply | None:
    """Pointless once it is closed."""
    one = major_event(talk.work, told.event)
    if one is None or one.state != "open":
        return None
    choices = tuple(Choice(name, tokens.start("need", "track", code)) for code, name in TRACKS.items())
    policies = one.policies.strip(_STOPS)
    return Reply(f"{one.title}：{policies}。\n您那边要哪样帮忙？没有就不用回。", choices=choices)


OPEN = Form(
    name="open_major_event",
    version=1,
    title="开启应急",
    examples=("开启应急", "启动应急", "开启应急机制", "台风来了，启动应急"),
    roles=OFFICE,
    card="应急",
    sends=True,
    syntax=_opens,
    slots=(
        Slot("title", "事件", ask="是什么事件？比如「湛江台风」。", read=_title, free=True),
        Slot("region", "地方", ask="是哪个地方？", read=reading.region, show=show_region, asked=False),
        Slot(
            "policies",
            "告诉企业",
            ask="要告诉企业哪些政策？一段话就行，可以带链接。",
            read=_policies,
            free=True,
            verbatim=True,
            check=_not_too_long,
        ),
    ),
    read=_read,
    infer=lambda talk, values: {"region": talk.speaker.jurisdiction} if talk.speaker.jurisdiction else {},
    submit=_open,
)
CLOSE = Form(
    name="close_major_event",
    version=1,
    title="关闭应急",
    examples=("关闭应急", "结束应急", "应急结束", "停止应急"),
    roles=OFFICE,
    ref="event",
    card="关闭应急",
    slots=(_EVENT.slot,),
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    submit=_close,
)
FIGURES = Command(
    "major_events", "应急情况", ("应急情况", "应急数据", "应急办了多少", "看应急"), _figures, OFFICE
)
OPENED = NoticeRenderer(MajorEventOpened, _opened)
