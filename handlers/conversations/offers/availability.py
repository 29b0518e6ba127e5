"""接单设置: an expert says when not to be asked and how much they take on, in one message."""

from __future__ import annotations

import re
from datetime import date, timedelta

import language
from actions.offers.availability import set_availability
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.words import bare
from handlers.message import Reply
from programme.roles import EXPERT
from storage.queries.offers.experts import get_expert

WEEKDAYS = "一二三四五六日"
_AWAY = re.compile(r"外出|出差|请假|休假|不在|出国|住院|学习去|外地|先别找我|暂时别|暂停接单|回来之前|后才回")
_BACK = re.compile(r"回来了|销假|恢复接单|可以接单了|又能接单")
_QUIET = re.compile(r"勿扰|免打扰|别打扰|不要打扰|别找我|不接单|别派")
_ANY_DAY = re.compile(r"取消(?:勿扰|免打扰)|每天都(?:行|可以)")
_CAPACITY = re.compile(
    r"(?:最多|同时|一次)[^\d一二两三四五六七八九十]{0,6}([\d一二两三四五六七八九十]{1,2})\s*[件单条个]"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_MONTH = re.compile(r"\d{1,2}月")
_UP_TO = re.compile(r"[到至~]|(?<=[日号])-")
_DAY_ALONE = re.compile(r"\d{1,2}[日号]")
_SPAN = re.compile(
    r"([\d一二两三四五六七八九十半]{1,2})\s*(?:个)?(天|周|星期|礼拜|月(?![\d一二三四五六七八九十份底末]))"
)
_FROM = re.compile(r"起|开始")
_DAYS = {"天": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}


def _until(talk: ConversationContext, text: str) -> str | None:
    """The last day away that a text names: a day ahead, or so long from today."""
    if (_QUIET.search(text) or _CAPACITY.search(text)) and not _AWAY.search(text):
        return None
    if _is_over(talk, text):
        return None
    days = _span(text)
    for words in (_end(text), text):
        if day := language.read_day_ahead(_SPAN.sub(" ", words), talk.now):
            goes_on = days if days and _FROM.search(text) else 1
            return (day + timedelta(days=goes_on - 1)).isoformat()
    return (talk.today + timedelta(days=days - 1)).isoformat() if days else None


def _is_over(talk: ConversationContext, text: str) -> bool:
    """«上周三到周五»: whoever was away from a day that has passed and from none to come tells of the past."""
    begins = _UP_TO.split(text)[0]
    return not language.read_day_ahead(begins, talk.now) and language.read_date(begins, talk.now) is not None


def _span(text: str) -> int:
    """How many days a text says that it lasts; 0 where it does not say."""
    span = _SPAN.search(text)
    if span is None:
        return 0
    count = 0.5 if span[1] == "半" else language.read_number(span[1])
    return round(count * _DAYS[span[2]]) if count else 0


def _end(text: str) -> str:
    """«4月18日到20日» → «4月20日»: what tells the last of several days."""
    *heads, tail = _UP_TO.split(text)
    month = _MONTH.search("".join(heads))
    return f"{month[0]}{tail}" if month and _DAY_ALONE.match(tail) else tail


def _weekdays(talk: ConversationContext, text: str) -> str | None:
    """«周末和周三» → 367; «每天都行» → nothing at all."""
    if _ANY_DAY.search(text) or bare(text) in ("没有", "都行", "不用"):
        return "-"
    days = {str(WEEKDAYS.index(day.replace("天", "日")) + 1) for day in _WEEKDAY.findall(text)}
    days |= {"6", "7"} if "周末" in text else set()
    return "".join(sorted(days)) or None


def _capacity(talk: ConversationContext, text: str) -> int | None:
    found = _CAPACITY.search(text)
    count = language.read_number(found[1] if found else text)
    return int(count) if count and count >= 1 else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    away = _until(talk, text) if _AWAY.search(text) else None
    back = (talk.today - timedelta(days=1)).isoformat() if _BACK.search(text) else None
    quiet = _weekdays(talk, text) if _QUIET.search(text) and not away else None
    capacity = _capacity(talk, text) if _CAPACITY.search(text) else None
    return reading.as_values({"away": back or away, "quiet": quiet, "capacity": capacity})


def _intent_score(talk: ConversationContext, text: str) -> float:
    return 0.85 if len(text) <= 40 and _read(talk, text, {}) else 0.0


def _show_quiet(days: str) -> str:
    return "每天都可以" if days == "-" else "、".join(f"周{WEEKDAYS[int(day) - 1]}" for day in days)


def _show_away(talk_day: str) -> str:
    return f"{talk_day}（第二天起再请您）"


def _nothing_yet(talk: ConversationContext, values: Values) -> bool:
    return not {"away", "quiet", "capacity"} & values.keys()


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    expert_id = set_availability(
        talk.work,
        talk.speaker,
        talk.now,
        away_until=date.fromisoformat(values["away"]) if "away" in values else None,
        quiet=values["quiet"].strip("-") if "quiet" in values else None,
        capacity=values.get("capacity"),
    )
    expert = get_expert(talk.work, expert_id)
    parts = [f"外出到 {expert.away_until:%m月%d日}"] if expert.away_until else ["随时可以请您"]
    parts += [f"{_show_quiet(expert.quiet)}不打扰"] if expert.quiet else []
    return Outcome(Reply(f"已记录：{'，'.join(parts)}，同时最多接 {expert.capacity} 件。"))


AVAILABILITY = Form(
    name="availability",
    version=1,
    title="接单设置",
    examples=("接单设置", "勿扰设置", "请假", "外出", "设置勿扰"),
    roles=EXPERT,
    sample="外出到10月8日，最多接2件",
    card="接单设置",
    slots=(
        Slot(
            "away",
            "外出到",
            ask="外出到哪天？也可以说「周末勿扰」「最多接2件」「回来了」。",
            read=_until,
            show=_show_away,
            when=lambda talk, values: "away" in values or _nothing_yet(talk, values),
            hint="没听出今天或以后的日子，比如「到10月8日」「三天」「下周五」。",
        ),
        Slot(
            "quiet",
            "勿扰日",
            asked=False,
            read=_weekdays,
            show=_show_quiet,
            hint="请说星期几，比如「周末」。",
        ),
        Slot(
            "capacity",
            "最多同时接",
            asked=False,
            read=_capacity,
            show=lambda count: f"{count} 件",
            hint="请说一个数。",
        ),
    ),
    read=_read,
    intent_score=_intent_score,
    submit=_submit,
)
