"""活动计划、活动总结: what a station plans for the year, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from actions.activities.year_papers import hand_in
from handlers.conversations.activities.telling import matter
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.kinds import asks
from handlers.message import Reply
from programme.roles import STATION
from storage.queries.activities.events import holder_events
from storage.unit_of_work import UnitOfWork

_YEAR = re.compile(
    r"(?:(?P<number>20\d\d)\s*年?|(?P<word>[今明去后前])年)度?(?:我?们?站)?的?(?:活动|工作)?(?:计划|总结|打算|准备)"
    r"|(?:计划|总结)[，,：:\s]*(?P<behind>20\d\d)\s*年"
)
_AWAY = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}
_ALONE = re.compile(r"(?P<word>[今明去后前])年度?")
_TOLD = re.compile(r"(?:计划|总结)[^，,：:。]{0,8}[，,：:](.{6,})", re.DOTALL)
_PAPER = re.compile(r"计划|总结")
_LOOKS = re.compile(
    r"^(?:我?想?要?)?(?:看|查|瞧|调)|(?:给我看|看看|看一下|查一下)|(?:交|报)过?的(?:计划|总结)[^，,：:]{0,4}$|几时|几号前"
)
YEARS = range(2000, 2100)
NEXT_FROM = 11
"""The month from which a plan is one for the next year."""
SHOWN = 6
LONGEST = 20
"""Characters of a question about a paper; a longer text is one."""
LONGEST_TELLING = 40
"""Characters of a remark or a question beside what the paper says."""
_TOLD_OF = re.compile(r"[：:].{6,}")
_STOPS = "。！!，,；; "
NAMES = {"plan": "活动计划", "summary": "活动总结"}
_HEADS = re.compile(
    r"^(?:这是|补交|交|报送?|上报)?(?:[今明去后前本]年|20\d\d\s*年)?度?(?:我们?|咱们?|本|站)*[站里的]*(?:20\d\d\s*年|[今明去]年)?的?(?:年度|年终|全年|活动|工作)*(?P<paper>计划|总结)(?:如下|是)?[，,：:]\s*\S.{5,}",
    re.DOTALL,
)
"""«我们站总结：今年办了6场，下年计划…» is the paper that it begins with, whatever else it names."""
_PAPERS = {"plan": "计划", "summary": "总结"}


def _year(what: str, talk: ConversationContext) -> int:
    """In January one still sums up the year before; from November one plans the next."""
    month = talk.said_on.month
    return talk.said_on.year + ((month >= NEXT_FROM) if what == "plan" else -(month == 1))


def _named_year(talk: ConversationContext, found: re.Match[str]) -> int:
    told = found.groupdict()
    number = told.get("number") or told.get("behind")
    return int(number) if number else talk.said_on.year + _AWAY[found["word"]]


def _read_year(talk: ConversationContext, text: str) -> int | None:
    """«2027», «明年» in answer to which year."""
    word = _ALONE.search(text)
    number = reading.number(talk, text)
    return _named_year(talk, word) if word else number if number and number in YEARS else None


def held_line(work: UnitOfWork, station_id: int, year: int, today: date) -> str:
    """«2026 年到现在办了 2 场活动：税收优惠沙龙、融资对接会。», to stand beside a plan or a summary (GD 第七条（五）).

    Empty for a year to come.
    """
    if year > today.year:
        return ""
    found = holder_events(work, "station", station_id, date(year, 1, 1), min(date(year, 12, 31), today))
    if not found:
        return f"{year} 年到现在还没有办活动。"
    titles = "、".join(dict.fromkeys(one.title for one in found[:SHOWN])) + (
        "等" if len(found) > SHOWN else ""
    )
    return f"{year} 年到现在办了 {len(found)} 场活动：{titles}。"


_PUT_OFF = re.compile(
    r"[没未]写完|还没[写弄做搞准]|(?:可以|行|得|好|能)(?:不|吗|么|没)[？?。\s]*$|来得及|晚[点些几]|迟[点些几]|延期|缓[缓一]"
)
_ADDS = re.compile(
    r"(?:再|还|另外|也|多)要?(?:想|打算)?[加办搞开做安增补]|^(?:加|补)(?:上|一|个)|(?:加|补)(?:上|进去?)[吧了。！!]*$"
)


def asks_for_paper(text: str) -> bool:
    """Whether a text asks about a plan or a summary, or to see it: «今年计划交了没», «看一下我交的计划», «总结还没写完，下个月交可以不»."""
    if not _PAPER.search(text) or len(text) > LONGEST_TELLING:
        return False
    about = len(text) <= LONGEST and (asks(text) or _LOOKS.search(text))
    return bool(about or (_PUT_OFF.search(text) and not _TOLD_OF.search(text)))


def _more(talk: ConversationContext, values: Values, text: str) -> Values:
    """«四季度再加个年会»: behind what the paper says already."""
    before = str(values.get("text", ""))
    adds = before and len(text) <= LONGEST_TELLING and _ADDS.search(text) and not asks(text)
    if not adds or _PAPER.search(text) or re.search(r"改[成为到]|换成|不[要是对]", text):
        return {}
    return {"text": f"{before.rstrip(_STOPS)}，{text.strip(_STOPS)}。"}


def _told(talk: ConversationContext, text: str) -> str | None:
    return None if asks_for_paper(text) else matter(talk, text)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The year that is named, and what stands behind «年度计划：»."""
    year, told = _YEAR.search(text), _TOLD.search(text)
    return reading.as_values(
        {
            "year": _named_year(talk, year) if year else None,
            "text": told[1].strip() if told and "text" not in values else None,
        }
    )


def _submit(what: str) -> Callable[[ConversationContext, Values], Outcome]:
    def submit(talk: ConversationContext, values: Values) -> Outcome:
        hand_in(talk.work, talk.speaker, what, int(values["year"]), values["text"], talk.now)
        return Outcome(
            Reply(f"已提交 {values['year']} 年的{NAMES[what]}，谢谢您。要改就再交一次，以新的为准。")
        )

    return submit


def _form(what: str, examples: tuple[str, ...], ask: str) -> Form:
    return Form(
        name=f"year_{what}",
        version=1,
        title=NAMES[what],
        serves=("plan.report",),
        syntax=lambda text: (
            (found := _HEADS.match(text.strip())) is not None and found["paper"] == _PAPERS[what]
        ),
        examples=examples,
        roles=STATION,
        card=NAMES[what],
        sends=True,
        slots=(
            Slot("year", "年度", asked=False, read=_read_year),
            Slot("text", "内容", ask=ask, read=_told, free=True, composed=True),
        ),
        read=_read,
        more=_more,
        infer=lambda talk, values: {"year": _year(what, talk)},
        submit=_submit(what),
    )


PLAN = _form(
    "plan",
    ("活动计划", "交活动计划", "年度计划", "上报年度计划", "报明年的计划"),
    "今年打算办哪些活动、服务多少企业？几句话就行。",
)
SUMMARY = _form(
    "summary",
    ("活动总结", "交活动总结", "年度总结", "上报年度总结", "交今年的总结"),
    "今年办了哪些活动，效果怎样？几句话就行。",
)
