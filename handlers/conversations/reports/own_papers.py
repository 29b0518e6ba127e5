"""我的年度小结, and 给单位的反馈函: an expert's own year as a page; a letter to the employer, read and agreed to first."""

from __future__ import annotations

import re

import language
from actions.complaints.cases import ask_office
from actions.office import Made, NothingToExport
from actions.reports.own_year import employer_text, own_year, write_to_employer
from actions.titles.papers import keep_file
from documents.letters.employer import EmployerLetter
from documents.papers.typeset import MissingGlyphs
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Attachment, Choice, Reply
from language.lexicon import any_of
from programme.qualification import STATES
from programme.roles import EXPERT
from storage.queries.titles.holders import holder_of
from storage.queries.titles.standing import QualificationFacts, qualifications_of

LONGEST = 24
_SUMMARY = re.compile(r"(?:年度|今年|去年|全年)(?:的)?(?:服务)?小结|我的小结")
_TO_EMPLOYER = re.compile(rf"(?:{any_of('employers')})[^，。？?]{{0,6}}(?:{any_of('letters_to_employers')})")
_PROOF = Choice("开服务证明", tokens.start("proof"))
NO_TITLE = "您名下没有专家资格。"


def _held(talk: ConversationContext) -> QualificationFacts | None:
    own = [one for one in qualifications_of(talk.work, talk.speaker, tuple(STATES)) if one.holder == "expert"]
    return max(own, key=lambda one: (one.pack == talk.rules.id, one.id), default=None)


def _year(talk: ConversationContext, text: str) -> int | None:
    found = language.read_years(text, talk.said_at)
    return found[1].year if found else None


def _attached(talk: ConversationContext, made: Made) -> tuple[Attachment, ...]:
    key = keep_file(talk.work, talk.speaker.person_id, made.content, made.media_type, talk.now)
    return (Attachment(key, made.media_type, len(made.content), made.name),) if key else ()


def _summary(talk: ConversationContext) -> Reply:
    held = _held(talk)
    if held is None:
        return Reply(NO_TITLE)
    year = _year(talk, talk.said) or talk.today.year
    try:
        made = own_year(talk.work, held, talk.rules, year, talk.now)
    except NothingToExport as nothing:
        return Reply(str(nothing), choices=(next_steps.DIARY,))
    except MissingGlyphs as missing:
        text = f"{talk.speaker.name}：要年度小结；字库里没有这些字：{missing}"
        number = ask_office(talk.work, talk.speaker, "title.proof", text, talk.home, talk.now)
        return Reply(f"有个字系统还印不出来。已转给服务中心：{number} 号事项，办好告诉您。")
    said = f"{year} 年的小结在这里，给您自己看，不作证明。"
    return Reply(said, choices=(_PROOF,), files=_attached(talk, made))


def _unit(talk: ConversationContext, text: str) -> str | None:
    """A unit's name; the wish for the letter is none."""
    return None if _TO_EMPLOYER.search(text) else reading.words(talk, text)


def _letter(talk: ConversationContext, values: Values) -> EmployerLetter | None:
    held = _held(talk)
    if held is None or not values.get("unit"):
        return None
    try:
        return employer_text(talk.work, held, talk.rules, values["year"], values["unit"], talk.now)
    except NothingToExport:
        return None


def _infer(talk: ConversationContext, values: Values) -> Values:
    held = _held(talk)
    who = holder_of(talk.work, held.id) if held else None
    known: Values = {"year": values.get("year") or talk.today.year}
    known |= {"unit": who.unit} if who and who.unit else {}
    letter = _letter(talk, known | values)
    return known | ({"text": "".join(letter.said())} if letter else {})


def _send(talk: ConversationContext, values: Values) -> Outcome:
    held, letter = _held(talk), _letter(talk, values)
    if held is None:
        return Outcome(Reply(NO_TITLE))
    if letter is None:
        return Outcome(Reply(f"{values['year']} 年还没有服务记录，写不了反馈函。"))
    made = write_to_employer(talk.work, held, letter, talk.speaker.person_id, talk.now)
    text = f"{talk.speaker.name}：同意给{letter.unit}寄反馈函，请盖章。{''.join(letter.said())}"
    number = ask_office(talk.work, talk.speaker, "title.proof", text, talk.home, talk.now)
    done = f"反馈函写好了，转给服务中心盖章：{number} 号事项。"
    return Outcome(Reply(done, files=_attached(talk, made)))


OWN_YEAR = Command(
    "own_year",
    "我的年度小结",
    ("我的年度小结", "年度小结", "给我一份今年的小结", "去年的小结"),
    _summary,
    EXPERT,
    syntax=lambda text: len(text) <= LONGEST and _SUMMARY.search(text) is not None,
)
EMPLOYER = Form(
    name="employer_letter",
    version=1,
    title="给单位的反馈函",
    examples=("给单位写反馈函", "给我单位开一封感谢信", "给单位发个反馈函"),
    syntax=lambda text: len(text) <= LONGEST and _TO_EMPLOYER.search(text) is not None,
    roles=EXPERT,
    card="给单位的反馈函（确认即同意把这些告诉单位）",
    slots=(
        Slot("unit", "单位", ask="写给哪个单位？", read=_unit, hint="单位全称是？"),
        Slot("year", "年份", asked=False, ask="哪一年的？", read=_year, show=lambda year: f"{year} 年"),
        Slot("text", "内容", asked=False, counted=True, ask="内容由服务记录来，不能改写。"),
    ),
    read=lambda talk, text, values: reading.as_values({"year": _year(talk, text)}),
    infer=_infer,
    submit=_send,
)
