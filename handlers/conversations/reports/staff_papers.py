"""导出公示名单、开警告决定书、打印签到表…: every paper that staff stamp or hand on, asked for in plain words."""

from __future__ import annotations

import re
from datetime import date

import language
from actions.access import require
from actions.office import Made, NothingToExport, Office
from actions.reports.list_files import Form as FileForm
from actions.reports.staff_papers import PAPERS, USUAL, Wish
from actions.titles.papers import keep_file
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Attachment, Reply
from handlers.rendering.moments import span
from language.data import rows
from language.lexicon import any_of
from programme.packs import Kind
from programme.roles import OFFICE
from storage.queries.activities.events import events_ahead
from storage.queries.complaints.cases import cases_in
from storage.queries.titles.holders import holders_in
from storage.queries.titles.standing import warnings_in

LONGEST = 40
"""Characters; a longer message tells something."""
SHOWN = 8
_VERB = re.compile(any_of("asks_for_a_paper"))
_WORDS = tuple((name, word) for name, word in rows("papers.tsv"))
_STATION, _PUBLIC, _CSV = re.compile(r"工作站|站点"), re.compile(r"公开"), re.compile(r"csv", re.IGNORECASE)
_NUMBER = re.compile(r"[^\s，。：:；;]{1,12}〔\d{4}〕\s*\d{1,4}\s*号")
_SUBJECT = re.compile(r"(?<![\d〕])(\d{1,9})\s*号(?!文)")
_BATCH = re.compile(r"第\s*(\d{1,2}|[一二三四五六七八九])\s*批")
_NUMERALS = "零一二三四五六七八九"


def asked(text: str) -> str | None:
    """Which paper a text asks for; None where it asks for none."""
    plain = text.strip()
    if len(plain) > LONGEST or not _VERB.search(plain):
        return None
    return _named(plain)


def _named(text: str) -> str | None:
    """The paper whose word stands in a text, the longest one."""
    found = [(len(word), name) for name, word in _WORDS if word in text]
    return max(found)[1] if found else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    what = asked(text) or values.get("what")
    number, batch = _NUMBER.search(text), _BATCH.search(text)
    found: Values = {"what": asked(text)}
    if what:
        found["subject"] = _meant(talk, what, text)
        found |= _period(talk, text)
        found["kind"] = "station" if _STATION.search(text) else None
        found["public"] = True if _PUBLIC.search(text) else None
        found["csv"] = True if _CSV.search(text) else None
        found["number"] = "".join(number[0].split()) if number else None
        found["batch"] = _count(batch[1]) if batch else None
    return reading.as_values(found)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _NUMERALS.index(said)


def _period(talk: ConversationContext, text: str) -> Values:
    """The year or month that a text names: «上个月», «2026年3月», «去年»."""
    found = language.read_period(text, talk.said_at)
    if found is None:
        return {}
    days = found.first, found.last
    is_month = days[0].day == 1 and (days[0].year, days[0].month) == (days[1].year, days[1].month)
    return {"year": days[0].year, "month": days[0].month if is_month else None}


def _about(talk: ConversationContext, what: str) -> Options:
    """What there is of the kind that the paper is about, with the words by which it is known."""
    work, here = talk.work, talk.speaker.jurisdiction
    about = PAPERS[what].about
    if about == "event":
        return [
            (f"{one.title}（{_day(talk, one.held_on)}）", one.id)
            for one in events_ahead(work, talk.today, SHOWN, here)
        ]
    if about == "warning":
        return [(one.who.name, one.id) for one in warnings_in(work, here, "issued")][-SHOWN:]
    if about == "title":
        return [(one.name, one.qualification_id) for one in holders_in(work, here, ("revoked",), limit=SHOWN)]
    if about == "case":
        decided = cases_in(work, here, "appeal", ("upheld", "dismissed"), reader=talk.speaker.person_id)
        return [(f"{one.id} 号申诉（{one.person}）", one.id) for one in decided[-SHOWN:]]
    return ()


def _day(talk: ConversationContext, day: date) -> str:
    return span(day, day)


def _meant(talk: ConversationContext, what: str, text: str) -> int | None:
    """By its name, by its number, or because there is only one."""
    offered = talk.once(_about, what)
    named = [key for label, key in offered if label.split("（")[0] in text]
    if len(named) == 1:
        return int(named[0])
    number = _SUBJECT.search(_NUMBER.sub("", text))
    return int(number[1]) if number and PAPERS[what].about not in ("", "kind") else None


def _options(talk: ConversationContext, values: Values) -> Options:
    return talk.once(_about, values["what"]) if "what" in values else ()


def _infer(talk: ConversationContext, values: Values) -> Values:
    offered = _options(talk, values)
    return {"subject": offered[0][1]} if len(offered) == 1 else {}


def _papers(talk: ConversationContext, values: Values) -> Options:
    return [(one.title, name) for name, one in PAPERS.items()]


def _make(talk: ConversationContext, values: Values) -> Outcome:
    require(talk.speaker, "export_roster", talk.speaker.jurisdiction)
    assert talk.speaker.jurisdiction is not None
    office = Office(talk.work, talk.speaker.jurisdiction, talk.rules, talk.speaker.person_id, talk.now)
    paper = PAPERS[values["what"]]
    try:
        made = paper.make(office, _wish(values))
    except NothingToExport as nothing:
        return Outcome(Reply(str(nothing)))
    files = tuple(file for one in made if (file := _file(talk, one)).key)
    remarks = "".join(one.remark for one in made)
    more = f" 等 {len(made)} 个文件" if len(made) > 1 else ""
    return Outcome(
        Reply(f"{paper.title}做好了：{made[0].name}{more}。{remarks}这次导出已留痕。", files=files)
    )


def _wish(values: Values) -> Wish:
    kind: Kind = "station" if values.get("kind") == "station" else "expert"
    forms: tuple[FileForm, ...] = ("csv",) if values.get("csv") else USUAL
    return Wish(
        kind=kind,
        forms=forms,
        subject=values.get("subject"),
        year=values.get("year") or 0,
        month=values.get("month") or 0,
        batch=values.get("batch") or 1,
        public=bool(values.get("public")),
        number=values.get("number") or "",
    )


def _file(talk: ConversationContext, made: Made) -> Attachment:
    key = keep_file(talk.work, talk.speaker.person_id, made.content, made.media_type, talk.now)
    return Attachment(key or "", made.media_type, len(made.content), made.name)


def _silent(name: str) -> Slot:
    return Slot(name, "", hidden=True, asked=False)


EXPORT_PAPER = Form(
    name="export_paper",
    version=1,
    title="导出材料",
    examples=(
        "导出材料",
        "导出信息系统登记表",
        "导出联盟名单",
        "导出公示名单",
        "导出工作站公示名单",
        "导出申请名单",
        "导出工作站申请名单",
        "导出考核结果",
        "导出工作站考核结果",
        "导出表彰名单",
        "导出公布名单",
        "导出工作站公布名单",
        "打印签到表",
        "导出参会名单",
        "打印服务单",
        "开警告决定书",
        "开取消资格决定书",
        "开申诉复核结果",
        "导出年度报告",
        "导出上个月的月报",
        "导出上报数据表",
        "导出志愿日记",
    ),
    syntax=lambda text: asked(text) is not None,
    roles=OFFICE,
    slots=(
        Slot(
            "what",
            "材料",
            ask="要哪一种？",
            read=lambda talk, text: _named(text),
            options=_papers,
            hint="请点一下是哪一种。",
        ),
        Slot(
            "subject",
            "哪一件",
            ask="是哪一件？",
            read=reading.number,
            options=_options,
            when=lambda talk, values: bool(_options(talk, values)),
            hint="请点一下是哪一件。",
        ),
        *map(_silent, ("kind", "year", "month", "batch", "public", "csv", "number")),
    ),
    read=_read,
    infer=_infer,
    submit=_make,
)
