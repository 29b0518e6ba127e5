"""开证明: a letter or proof of service is asked of the centre, with the figures of the year."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from actions.diaries.progress import progress_of
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_hours
from language import read_period
from programme.roles import HOLDERS

NAMES = ("开证明", "服务证明")
PLAIN = "志愿服务证明"
FIRST = 2000
"""No service of the programme is older."""


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    period = read_period(text, talk.said_at)
    found = {"year": period.first.year if period else None, "wish": reading.own_words(text, NAMES)}
    return reading.as_values(found)


def _infer(talk: ConversationContext, values: Values) -> Values:
    return {"year": talk.said_on.year, "wish": PLAIN}


def _year(talk: ConversationContext, text: str) -> int | None:
    period = read_period(text, talk.said_at)
    return period.first.year if period else reading.number(talk, text)


def _passed(talk: ConversationContext, year: int) -> str:
    return "" if FIRST <= year <= talk.today.year else "请说今年或以前的哪一年，比如「去年」。"


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    year = values["year"]
    standing = progress_of(talk.work, talk.speaker, talk.rules, talk.today, year)
    figures = f"{year} 年 {show_hours(standing.hours)}、{standing.enterprises} 家"
    text = f"{talk.speaker.name}：{values['wish']}（{figures}）"
    number = ask_office(talk.work, talk.speaker, "title.proof", text, talk.home, talk.now)
    return Outcome(
        Reply(
            f"已提交，转给服务中心：{number} 号事项，记录是 {figures}。"
            "证明由服务中心来开、盖章，开好会告诉您怎么取。"
        )
    )


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
            hint="请说哪一年，比如「去年」「2025」。",
        ),
    ),
    read=_read,
    infer=_infer,
    submit=_submit,
)
