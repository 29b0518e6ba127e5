"""开证明: the record of a year or span as a signed PDF, at once; a sealed copy and other papers are asked of the centre."""

from __future__ import annotations

import re
from datetime import date

from actions.complaints.cases import ask_office
from actions.diaries.progress import progress_of
from actions.titles.papers import NoIssuer, issuer_for
from actions.titles.proofs import NothingRecorded, Span, proof_of
from handlers.conversations.titles.my_letter import give
from handlers.conversations.titles.paper_files import BY_OFFICE, LETTER, LETTERS, OTHERS, SEALED, handed_over
from handlers.engine import next_steps, reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_hours
from language import read_years
from programme.qualification import IN_FORCE, STATES
from programme.roles import HOLDERS
from storage.queries.titles.standing import QualificationFacts, qualifications_of

NAMES = ("开证明", "服务证明")
PLAIN = "志愿服务证明"
FIRST = 2000
"""No service of the programme is older."""
NO_RECORD = "这段时间还没有服务记录，开不了证明。有服务先记日记，记好就能开。"
_SEALED, _OTHER, _LETTER = re.compile(SEALED), re.compile(OTHERS), re.compile(LETTERS)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = {"wish": reading.own_words(text, NAMES)} | _span(talk, text)
    return reading.as_values(found)


def _span(talk: ConversationContext, text: str) -> Values:
    """The year that a text names, or the span where it is no whole year; one that still runs is whole too."""
    named = read_years(text, talk.said_at)
    if named is None:
        return {}
    first, last = named
    whole = first == date(first.year, 1, 1) and last in (date(first.year, 12, 31), talk.said_on)
    if whole and first.year == last.year:
        return {"year": first.year, "span": None}
    return {"year": last.year, "span": f"{first}/{last}"}


def _infer(talk: ConversationContext, values: Values) -> Values:
    return {"year": talk.said_on.year, "wish": PLAIN}


def _year(talk: ConversationContext, text: str) -> int | None:
    return _span(talk, text).get("year") or reading.number(talk, text)


def _reads_span(talk: ConversationContext, text: str) -> str | None:
    return _span(talk, text).get("span")


def _passed(talk: ConversationContext, year: int) -> str:
    return "" if FIRST <= year <= talk.today.year else "哪一年？今年或以前的，比如「去年」。"


def _show_span(value: str) -> str:
    first, last = map(date.fromisoformat, value.split("/"))
    return f"{first.year}年{first.month}月{first.day}日–{last.year}年{last.month}月{last.day}日"


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    wish = values["wish"]
    held = _title(talk)
    if held is None or _OTHER.search(wish) or not _issues(talk):
        return _by_office(talk, values)
    if _LETTER.search(wish):
        return give(talk)
    return Outcome(_proof(talk, held, values))


def _proof(talk: ConversationContext, held: QualificationFacts, values: Values) -> Reply:
    span, by = _days(values), talk.speaker.person_id
    sealed = bool(_SEALED.search(values["wish"]))
    try:
        said = handed_over(
            talk,
            lambda: proof_of(talk.work, held, span, talk.rules, by, talk.now),
            f"证明开好了：{_named(values)}的服务记录，不收费。",
            _told(talk, values),
            LETTER,
        )
    except NothingRecorded:
        return Reply(NO_RECORD, choices=(next_steps.DIARY,))
    if not sealed or not said.files:
        return said
    number = _ask(talk, values)
    more = f"{said.text}盖章的那份转给服务中心了：{number} 号事项，备好告诉您怎么取。"
    return Reply(more, choices=said.choices, files=said.files)


def _by_office(talk: ConversationContext, values: Values) -> Outcome:
    number = _ask(talk, values)
    return Outcome(
        Reply(f"已提交，转给服务中心：{number} 号事项，记录是 {_figures(talk, values)}。{BY_OFFICE}")
    )


def _ask(talk: ConversationContext, values: Values) -> int:
    text = f"{talk.speaker.name}：{_told(talk, values)}"
    return ask_office(talk.work, talk.speaker, "title.proof", text, talk.home, talk.now)


def _told(talk: ConversationContext, values: Values) -> str:
    return f"{values['wish']}（{_figures(talk, values)}）"


def _figures(talk: ConversationContext, values: Values) -> str:
    standing = progress_of(
        talk.work, talk.speaker, talk.rules, talk.today, min(talk.today, date(values["year"], 12, 31))
    )
    return f"{values['year']} 年 {show_hours(standing.hours)}、{standing.enterprises} 家"


def _named(values: Values) -> str:
    return _show_span(values["span"]) if values.get("span") else f"{values['year']} 年"


def _days(values: Values) -> Span:
    if values.get("span"):
        first, last = map(date.fromisoformat, values["span"].split("/"))
        return Span(first, last)
    return Span(date(values["year"], 1, 1), date(values["year"], 12, 31))


def _title(talk: ConversationContext) -> QualificationFacts | None:
    """The title whose services are proved: one in force before one that ended, that of the pack in use, the newest."""
    held = qualifications_of(talk.work, talk.speaker, tuple(STATES))
    return max(held, key=lambda one: (one.state in IN_FORCE, one.pack == talk.rules.id, one.id), default=None)


def _issues(talk: ConversationContext) -> bool:
    try:
        issuer_for(talk.work, talk.rules, talk.home)
    except NoIssuer:
        return False
    return True


PROOF = Form(
    name="proof",
    version=1,
    title="开证明",
    serves=("title.proof",),
    examples=(
        *NAMES,
        "开个志愿服务证明",
        "帮我出一份去年的志愿服务时长证明",
        "单位要我交志愿专家的证书",
        "我的聘书能不能补一份",
    ),
    roles=HOLDERS,
    card="开证明",
    slots=(
        Slot("wish", "要什么", asked=False, ask="要什么证明？", read=reading.words, free=True),
        Slot(
            "year",
            "年份",
            asked=False,
            ask="哪一年的？",
            read=_year,
            show=lambda year: f"{year} 年",
            check=_passed,
            when=lambda talk, values: not values.get("span"),
            hint="哪一年？比如「去年」「2025」。",
        ),
        Slot(
            "span",
            "起止",
            asked=False,
            ask="从哪天到哪天？",
            read=_reads_span,
            show=_show_span,
            when=lambda talk, values: bool(values.get("span")),
            hint="从哪天到哪天？比如「近三年」「2025年3月到9月」。",
        ),
    ),
    read=_read,
    infer=_infer,
    submit=_submit,
)
