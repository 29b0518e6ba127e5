"""发布活动: what experts, stations and centres hold is seen by all beforehand (S4.3), moved or taken down while it lies ahead."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from actions.activities.events import move, publish_each, take_down
from handlers.conversations.activities import details, telling
from handlers.conversations.activities.described import closes_after, described, on_each
from handlers.conversations.activities.slots import (
    AUDIENCE,
    CLOSES,
    EACH,
    HOUR,
    LIMIT,
    REPEATS,
    SPEAKER,
    last_day,
    told,
)
from handlers.engine import reading, tokens
from handlers.engine.catches import Catch
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from language.retimed import shifted
from programme.activities import occurrences
from programme.roles import MEMBERS
from storage.queries.activities.events import EventFacts, event, own_events_ahead

_INTO = re.compile(r"[改换][成到为在回]|[改换](?!期)")
_OF_A_DIARY = r"(?:的?[那这]?一?(?:[条篇份件]|需求|家数)|.{0,4}(?:时长|日记|小时))"
"""«刚才那条», «刚才的时长»: said of a diary or a need."""
_JUST_SAID = rf"(?:刚才|刚刚|刚发|上面)(?!{_OF_A_DIARY})的?(?:那|这)?[个场次]?(?:活动|沙龙|讲座)?"
_NAMED = rf"(?:(?:\d{{1,6}}\s*号的?|那场|这场)(?:活动|沙龙|讲座|那场)|{_JUST_SAID}|^活动(?=[改换推提延]))"
_CHANGES = re.compile(
    rf"^(?:改|修改|更改|调整)(?:一下)?{_NAMED}|^(?:把)?{_NAMED}.{{0,8}}(?:改|换|提前|推迟|延|报名截)"
    r"|[，,。；;\s](?!.*[?？吗几哪])(?:把)?\d{1,6}\s*号的?(?:活动|沙龙|讲座).{0,8}(?:改|换|提前|推迟|延|报名截)"
    r"|(?:沙龙|讲座|专场|活动|义诊|论坛|培训班?|会)的?报名截止|(?:沙龙|讲座|专场|活动|义诊|论坛|培训班?|会)的?(?:名字|主题)?(?:要|想|得|给我)?(?:改个?名(?!额)|改叫|换个?名(?!额)|换个?地[方点]|改[个下]?地[方点])"
)
_NUMBER = re.compile(r"\d{1,6}\s*号(?=的?(?:活动|沙龙|讲座|那[场个]))")
_RENAMED = re.compile(
    r"(?:(?:名字|名称|主题|题目)(?:[改换][成为叫]?|就?叫|定为)|[改换]个?名(?!额)(?:字)?(?:[叫成为]|改[成叫])?)(?:做|作)?[：:，,\s]*[「“《]?(?P<title>[^，,。；;「」“”《》]{2,30}?)[」”》]?[吧了]?$"
)
"""«发票沙龙改名叫开票专场», «名字改成开票专场»."""
_PUBLISHES = re.compile(
    r"(?:[下本这]?(?:周|星期|礼拜)[一二三四五六日天]|[明后]天|大后天|\d月\d{1,2}[日号]|下个?月|每个?[月周]).{0,40}"
    r"(?<!主)[办开搞](?:一|两|几)?(?:场|次|个|期)?[^，,。；;]{0,20}(?:沙龙|讲座|义诊|论坛|专场|微课|交流会|对接会|考察|坐诊)"
)
_IS_PAST = re.compile(
    r"[办开搞讲去][了过]|昨天|前天|上周|上个?月|刚|取消|不[办开搞]|改[到成]|报名|[?？吗么]|有没有|什么"
)
_TAKES_DOWN = re.compile(
    rf"^(?:把)?(?:取消|撤下|撤掉|停办|不办)(?:掉|了)?{_NAMED}[吧了]*$|^{_NAMED}(?:不办|取消|撤下?)了?吧?$"
)
_NUMBER_DOWN = re.compile(
    r"(?:把)?(?P<number>\d{1,6})\s*号(?:就|先)?(?:撤下|撤掉|停办|不办)(?:了|吧)*[。!！]?"
)
_DETAILS = ("title", "hour", "place", "limit", "speaker", "closes")
LONGEST = 30
"""Characters of a change in so many words."""
NONE_AHEAD = "您没有还没办的活动。"
_DATE = Slot(
    "date",
    "日期",
    ask="哪一天？",
    read=reading.a_day_ahead,
    is_day=True,
    check=reading.not_past,
    hint="没认出日期，是哪天？比如「下周五」。",
)


def _publish(talk: ConversationContext, values: Values) -> Outcome:
    on = date.fromisoformat(values["date"])
    given = described(talk, values["title"], on, values["region"], told(values))
    given = replace(given, audience=values.get("audience"), domain=reading.domain(talk, values["title"]))
    days = occurrences(values["repeats"], on) if "repeats" in values else [on]
    each = on_each(talk, given, told(values), days or [on])
    keys = publish_each(talk.work, talk.speaker, each, talk.now)
    key, times = keys[0], f"，一共 {len(keys)} 场（到 {keys[-1]} 号）" if len(keys) > 1 else ""
    counts = "" if "staff" in talk.speaker.roles else "办完我请您记日记，才算进本年。"
    return Outcome(
        Reply(
            f"已提交：{key} 号活动「{given.title}」{times}，有人报名就告诉您。{counts}",
            choices=(
                Choice("请专家来讲", tokens.start("invite_speakers", "event", key)),
                Choice("改期", tokens.start("move_event", "event", key)),
                Choice("撤下", tokens.start("take_down_event", "event", key)),
            ),
        )
    )


def _own_events(talk: ConversationContext) -> list[EventFacts]:
    return own_events_ahead(talk.work, talk.speaker.person_id, talk.today, talk.speaker.jurisdiction)


def _own(talk: ConversationContext) -> Options:
    return [(telling.line(one, talk.today), one.id) for one in _own_events(talk)]


_EVENT = OneOf("event", "活动", "是哪一场？", _own, none=NONE_AHEAD)


def _which(talk: ConversationContext, text: str) -> int | None:
    if down := _NUMBER_DOWN.fullmatch(text.strip()):
        return next((one.id for one in talk.once(_own_events) if one.id == int(down["number"])), None)
    return telling.meant(talk.once(_own_events), text)


def _named_one(talk: ConversationContext, text: str) -> int | None:
    """As `_which`; but for a number that none of them has, nor is held on such a day."""
    return None if _stranger(talk, text) else _which(talk, text)


def _stranger(talk: ConversationContext, text: str) -> int | None:
    """The number of an activity that a text names and there is none of."""
    number = telling.numbered(text)
    known = {called for one in talk.once(_own_events) for called in (one.id, one.held_on.day)}
    return None if number in known else number


def _ask_which(talk: ConversationContext, values: Values) -> str:
    number = _stranger(talk, talk.said)
    return "是哪一场？" if number is None else f"没有 {number} 号活动。是哪一场？"


def _read_which(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"event": _which(talk, text)})


def _read_move(talk: ConversationContext, text: str, values: Values) -> Values:
    if renamed := _RENAMED.search(text):
        of = _named_one(talk, text[: renamed.start()]) if "event" not in values else None
        return reading.as_values({"event": of, "title": renamed["title"].strip()})
    key = _named_one(talk, text)
    one = next((one for one in talk.once(_own_events) if one.id == values.get("event", key)), None)
    known = details.kept(one.place) if one else details.Details()
    before = values.get("limit") or known.limit
    to = _INTO.split(text)[-1]
    found = {
        "event": key if key != values.get("event") else None,
        "date": _day(talk, text, one),
        "hour": details.hour_moved(to, values.get("hour") or known.hour),
        "place": details.place_in(to, one.region if one else None),
        "limit": details.limit_in(text, before),
        "speaker": details.speaker_in(text),
        "closes": last_day(talk, text) if details.closing_in(text) else None,
    }
    return reading.as_values(found)


def _day(talk: ConversationContext, text: str, one: EventFacts | None) -> str | None:
    """The day that a text names, or by how much it puts one off."""
    held = details.without_closing(text)
    if one and details.limit_in(text):
        held = re.sub(rf"(?<!\d){one.id}\s*号", "", held)
    later = shifted(one.held_on, held) if one else None
    return later.isoformat() if later else reading.a_day_ahead(talk, _NUMBER.sub("", held))


def _moves_more_than_the_day(talk: ConversationContext, values: Values) -> bool:
    return any(name in values for name in _DETAILS)


def _take_down(talk: ConversationContext, values: Values) -> Outcome:
    if "event" not in values:
        return Outcome(Reply(NONE_AHEAD))
    take_down(talk.work, talk.speaker, values["event"], talk.now)
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已取消：「{one.title if one else ''}」撤下了{_joined_told(talk)}。"))


def _move(talk: ConversationContext, values: Values) -> Outcome:
    if "event" not in values:
        return Outcome(Reply(NONE_AHEAD))
    before = event(talk.work, values["event"])
    if before is None:
        return Outcome(Reply(NONE_AHEAD))
    on = date.fromisoformat(values["date"]) if "date" in values else before.held_on
    known = details.kept(before.place).changed(told(values))
    changed = described(talk, values.get("title", before.title), on, before.region, known)
    if "closes" not in values:  # read again, a day that is past would be next year's
        changed = replace(changed, closes_on=before.closes_on)
    if not move(talk.work, talk.speaker, before.id, changed, talk.now):
        return Outcome(Reply(f"和原来一样，没有改：{telling.line(before, talk.today)}。"))
    one = event(talk.work, values["event"])
    return Outcome(Reply(f"已修改：{telling.line(one, talk.today) if one else ''}{_joined_told(talk)}。"))


def _closes_late(talk: ConversationContext, values: Values) -> Catch | None:
    """A last day to sign up that is said, behind the day it is held on."""
    one = event(talk.work, values["event"]) if "event" in values else None
    on = date.fromisoformat(values["date"]) if "date" in values else one.held_on if one else None
    return closes_after(talk, on, values["closes"]) if on and "closes" in values else None


def _takes_down_own(talk: ConversationContext, text: str) -> bool:
    """«3号撤下», where 3 is an activity of theirs: only activities are taken down."""
    found = _NUMBER_DOWN.fullmatch(text.strip())
    return found is not None and int(found["number"]) in {one.id for one in talk.once(_own_events)}


def _joined_told(talk: ConversationContext) -> str:
    """How those who signed up hear of it."""
    return f"，{many_told(talk, '报名的人')}" if talk.work.told else ""


def publishes(text: str) -> bool:
    """Whether a text says that one is going to hold something: «下周三下午两点办法律义诊», «每月第一个周三办讲座»."""
    return bool(_PUBLISHES.search(text)) and not _IS_PAST.search(details.without_closing(text))


PUBLISH = Form(
    name="publish_event",
    version=1,
    title="发布活动",
    serves=("event.publish",),
    akin=("event.change",),
    syntax=publishes,
    examples=(
        "发布活动",
        "办活动",
        "组织活动",
        "活动预告",
        "我们要办场沙龙",
        "下周搞个义诊",
    ),
    roles=MEMBERS,
    sample="下周五在赤坎区办一场税收优惠沙龙",
    card="活动预告",
    sends=True,
    slots=(
        Slot(
            "title",
            "主题",
            ask="什么活动？比如「税收优惠沙龙」。",
            read=telling.title,
            free=True,
            composed=True,
        ),
        _DATE,
        Slot(
            "region",
            "地区",
            ask="在哪个市或区县？",
            read=reading.region,
            show=show_region,
            hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
        ),
        HOUR,
        Slot(
            "place",
            "地点",
            ask=lambda talk, values: (
                ("" if "hour" in values else "几点、") + "具体在哪里？线上的说会议号，没定就说「跳过」。"
            ),
            read=lambda talk, text: details.place_told(text),
            skippable=True,
            free=True,
            composed=True,
        ),
        LIMIT,
        SPEAKER,
        CLOSES,
        AUDIENCE,
        EACH,
        REPEATS,
    ),
    read=telling.read,
    infer=lambda talk, values: {"region": talk.home} if talk.home else {},
    catch=_closes_late,
    deed=deed("发布", "发", "公布", "开", "办", undone="好，先不发布。"),
    submit=_publish,
)
TAKE_DOWN = Form(
    name="take_down_event",
    version=1,
    title="撤下活动",
    serves=("event.change",),
    examples=("撤下活动", "活动不办了", "取消那场活动", "取消1号活动"),
    roles=MEMBERS,
    card="撤下这场活动",
    to_others=True,
    ref="event",
    syntax=lambda text: _TAKES_DOWN.match(text.strip()) is not None,
    heeds=_takes_down_own,
    slots=(_EVENT.slot,),
    read=_read_which,
    infer=_EVENT.infer,
    needless=_EVENT.needless,
    deed=deed("撤下", "撤", "取消", opposites=("办", "开", "搞"), undone="好，不撤下，活动照办。"),
    submit=_take_down,
)
MOVE = Form(
    name="move_event",
    version=1,
    title="活动改期",
    serves=("event.change",),
    examples=("活动改期", "活动改时间", "活动换地方", "沙龙往后推一周", "改1号活动", "活动名额再加几个"),
    roles=MEMBERS,
    card="活动改期",
    to_others=True,
    syntax=lambda text: len(text) <= LONGEST and _CHANGES.search(text.strip()) is not None,
    ref="event",
    slots=(
        replace(_EVENT.slot, ask=_ask_which),
        Slot(
            "title",
            "主题",
            asked=False,
            ask="改叫什么？",
            read=lambda talk, text: text.strip()[:30],
            free=True,
        ),
        replace(
            _DATE,
            ask="改到哪一天？时间、地点、名额也可以直接说。",
            when=lambda talk, values: "date" in values or not _moves_more_than_the_day(talk, values),
        ),
        HOUR,
        Slot(
            "place",
            "地点",
            asked=False,
            ask="改到哪里？",
            read=lambda talk, text: details.place_told(text),
            free=True,
            composed=True,
        ),
        LIMIT,
        SPEAKER,
        CLOSES,
    ),
    read=_read_move,
    infer=_EVENT.infer,
    catch=_closes_late,
    needless=_EVENT.needless,
    deed=deed("改期", "改", opposites=("按原来", "照原来"), undone="好，不改期，还是原来的时间。"),
    submit=_move,
)
