"""服务月、一起益企: a campaign of a place, opened by staff, and its figures for everybody who serves (S4.5)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import language
from actions.activities.campaigns import open_campaign
from handlers.engine import next_steps, reading, tokens
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.words import among
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_hours, show_region
from language.campaigns import called, counts_told, said_to_count
from language.domains import label
from language.industries import label as trade
from language.needs import GROUPS
from language.reading.kinds import LABELS
from language.span_ahead import read_span_ahead
from programme.activities import SORTS
from programme.campaigns import Counts
from programme.roles import MEMBERS, OFFICE
from programme.spans import plain_day
from storage.queries.activities.campaigns import (
    CampaignFacts,
    Tally,
    campaigns_seen,
    places_of,
    tally,
)

SHOWN = 3
ALL_COUNT = "都算，开"
ALL = "{}"
"""Rules that leave nothing out, as the slot has them."""
NONE_YET = "今年还没有服务月。"
_QUOTED = re.compile(r"[「“《\"](?P<title>[^」”》\"]{2,30})[」”》\"]")
_PLAIN = re.compile(r"(?P<title>[^，,。；;\s]{0,24}(?:服务月|益企|行动|服务周))")
_OPENS = re.compile(
    r"(?:开|启动|办|搞|发起|开展)(?:一?个)?[^，,。；;]{0,12}(?:服务月|服务周|益企)(?!.{0,30}[?？吗])"
)
_BEGINS = re.compile(r"^(?:开展|开办|举办|启动|发起|[开办搞])(?:一?个)?")
_IN_A_PLACE = re.compile(r"(?:^|[，,。；;\s])[在就](?P<place>[\u4e00-\u9fff]{2,6})(?=$|[，,。；;\s办搞开])")
"""«在霞山» says what counts too."""
_LOOKS = re.compile(
    r"^(?:看看?|查)(?:一下)?服务[月周][\s，,：:]*[「“]?[^，,。？?]{0,24}[」”]?$"
    r"|(?:服务[月周]|益企|行动|进企业|到企业)[」”]?(?:的)?(?:(?:这个?|本|上个?)月|\d{1,2}月|今年)?(?:的)?(?:情况|数字?|数据|做了多少|进展|怎么样)[了？?]*$"
)
"""«看服务月 一起益企», «一起益企做了多少»."""
A_MONTH = timedelta(days=31)
_IS_A_DATE = re.compile(r"\d\s*[日号]")
"""Words such as «明天» are reckoned from today."""


def _named(text: str) -> str | None:
    if (title := called(text)) and not _QUOTED.search(text):
        return title
    found = _QUOTED.search(text) or _PLAIN.search(text)
    return _BEGINS.sub("", found["title"].strip()) if found else None


def _title(talk: ConversationContext, text: str) -> str | None:
    return (_named(text) or _BEGINS.sub("", text.strip()))[:60] or None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«开服务月「一起益企」，6月1日到30日»."""
    rule, places = said_to_count(text), _IN_A_PLACE.findall(text)
    days = _QUOTED.sub("", text.removesuffix(rule.words))
    first, last = read_span_ahead(days, talk.said_at, A_MONTH)
    told = _read_counts(talk, rule.words, for_whom=rule.for_whom) if rule.words else None
    counts = _read_counts(talk, " ".join((rule.words, *places)), for_whom=rule.for_whom) if places else told
    found = {"title": _named(text), "first": _iso(first) or _begin(talk, days), "last": _iso(last)}
    left = None if told else rule.words.strip() or None
    return reading.as_values(found | {"counts": counts, "uncounted": left})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _catch_uncounted(talk: ConversationContext, values: Values) -> Catch | None:
    """Before a campaign opens for more than were meant."""
    if not values.get("uncounted"):
        return None
    return Catch(
        f"“{values['uncounted']}”算不出来：能分的是领域、种类、区县、行业和重点群体。这样不分，都算，开吗？",
        "取消",
        ALL_COUNT,
        {"uncounted": ""},
        lambda text: True if among(text, (ALL_COUNT, "都算", "照样开")) else None,
    )


def _begin(talk: ConversationContext, text: str) -> str | None:
    """A day ahead; one of the month that is over is of this year still: a campaign may have begun."""
    since = talk.today - A_MONTH
    found = language.read_day_ahead(text, datetime.combine(since, time()))
    begun = found if found and since <= found <= talk.today and _IS_A_DATE.search(text) else None
    return _iso(begun) or reading.a_day_ahead(talk, text)


def _open(talk: ConversationContext, values: Values) -> Outcome:
    first, last = (date.fromisoformat(values[name]) for name in ("first", "last"))
    counts = _counts(values["counts"])
    open_campaign(talk.work, talk.speaker, values["title"], first, last, counts, talk.now)
    see = Choice("看服务月", tokens.start("campaigns"))
    said = "这些天的服务和活动都算进去" if counts == Counts() else f"算进去的：{_in_words(counts)}"
    return Outcome(Reply(f"「{values['title']}」开了，{said}。", choices=(see,)))


_OF_ONESELF = re.compile(r"我(?!们?(?:区|市|县|中心|省))|急|不到|缺")
"""A sentence of somebody's own trouble says nothing of what counts."""


def _read_counts(talk: ConversationContext, text: str, *, for_whom: bool = False) -> str | None:
    if _OF_ONESELF.search(text):
        return None
    told = counts_told(text, talk.speaker.jurisdiction or "", SORTS, for_whom=for_whom)
    return None if told is None else json.dumps(Counts(*told).as_json())


def _counts(value: str) -> Counts:
    return Counts.read(json.loads(value))


def _in_words(counts: Counts) -> str:
    """«财税管理；讲座、义诊；霞山区；专精特新»."""
    done = [*(LABELS[code] for code in counts.kinds), *(SORTS[code] for code in counts.sorts)]
    parts = (
        [label(code) for code in counts.domains],
        list(dict.fromkeys(done)),
        [show_region(code) for code in counts.places],
        [GROUPS[code] for code in counts.focus],
        [trade(code) for code in counts.trades],
    )
    return "；".join("、".join(part) for part in parts if part) or "都算"


def _figures(talk: ConversationContext) -> Reply:
    found = campaigns_seen(talk.work, talk.today, talk.speaker.jurisdiction or talk.home)
    if not found:
        return Reply(NONE_YET, choices=(next_steps.EVENTS,))
    named = [one for one in found if _is_meant(one, talk.said)] or found[:SHOWN]
    named = [_within(talk, one) for one in named]
    lines = [_line(talk, one) for one in named]
    lines += _places(talk, named[0]) if len(named) == 1 else []
    return Reply("\n".join(lines), choices=(next_steps.EVENTS,))


def _is_meant(one: CampaignFacts, text: str) -> bool:
    """By its title, or by the part of it that stands in quotes."""
    quoted = _QUOTED.search(text)
    return one.title in text or (quoted is not None and quoted["title"] in one.title)


def _within(talk: ConversationContext, one: CampaignFacts) -> CampaignFacts:
    """As far as it lies in the days that are asked about («这个月的数»)."""
    asked = language.read_period(talk.said, talk.said_at)
    if asked is None or asked.last < one.first or asked.first > one.last:
        return one
    return replace(one, first=max(one.first, asked.first), last=min(one.last, asked.last))


def _line(talk: ConversationContext, one: CampaignFacts) -> str:
    head = f"「{one.title}」{plain_day(one.first, talk.today)}–{plain_day(one.last, talk.today)}"
    rules = "" if one.counts == Counts() else f"（只算{_in_words(one.counts)}）"
    return f"{head}{rules}：{_told(tally(talk.work, one, talk.today))}。"


def _places(talk: ConversationContext, one: CampaignFacts) -> list[str]:
    """County by county, for whose office holds more than one."""
    if not talk.speaker.staff_id or len(places := places_of(talk.work, one, talk.today)) < 2:
        return []
    return [f"{show_region(place)}：{_told(tally(talk.work, one, talk.today, place))}" for place in places]


def _told(of: Tally) -> str:
    return f"服务 {of.services} 次、{show_hours(str(of.hours))}、{of.enterprises} 家，活动 {of.activities} 场"


OPEN = Form(
    name="open_campaign",
    version=1,
    title="开服务月",
    examples=("开服务月", "启动服务月", "开展一起益企行动"),
    roles=OFFICE,
    card="服务月",
    sends=True,
    syntax=lambda text: _OPENS.match(text.strip()) is not None or bool(called(text)),
    slots=(
        Slot("title", "名称", ask="叫什么？比如「一起益企服务月」。", read=_title, free=True),
        Slot(
            "first",
            "开始",
            ask="哪天开始？",
            read=_begin,
            is_day=True,
            hint="没认出日期，是哪天？比如「6月1日」。",
        ),
        Slot(
            "last",
            "结束",
            ask="哪天结束？当天也算。",
            read=reading.a_day_ahead,
            is_day=True,
            hint="没认出日期，是哪天？比如「6月30日」。",
        ),
        Slot(
            "counts",
            "算进去的",
            ask="哪些算进去？比如「只算财税的讲座，霞山的」。",
            read=_read_counts,
            show=lambda value: _in_words(_counts(value)),
            options=lambda talk, values: (("都算", ALL),),
            hint="没听出算哪些。可以说领域、种类、区县、行业、哪类企业，或者「都算」。",
        ),
        Slot("uncounted", "", asked=False, hidden=True),
    ),
    read=_read,
    catch=_catch_uncounted,
    infer=lambda talk, values: {"counts": ALL},
    submit=_open,
)
FIGURES = Command(
    "campaigns",
    "看服务月",
    ("看服务月", "服务月", "服务月情况", "服务月做了多少"),
    _figures,
    MEMBERS,
    syntax=lambda text: _LOOKS.search(text.strip()) is not None,
)
