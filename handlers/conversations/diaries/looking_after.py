"""日记的核实: staff ask about a diary or strike it, a firm disputes it, and its writer says how it was."""

from __future__ import annotations

import re

from actions.diaries.dispute import dispute_diary, names_firm
from actions.diaries.notices import DiaryAnswered, DiaryQuestioned, DiaryStruck
from actions.diaries.review import answer_question
from handlers.engine import next_steps, reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import button
from handlers.engine.disputed import held
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.records import diary_line, service_line
from programme.roles import HOLDERS, NEWCOMERS
from programme.spans import plain_day
from storage.queries.diaries.reviews import open_reviews, review_of
from storage.queries.diaries.written import get_diary, written_for

_FALSE = re.compile(
    r"日记(?:是|都是|写的是|记的是|上写的)?(?:假的?|编的?|乱写|瞎写|不实|不真实|不属实|不对|虚报)|(?:假|虚假|编造的?)日记|没有?这回事.{0,6}日记"
)


def _asked(talk: ConversationContext) -> Options:
    return [
        (f"{plain_day(one.served_on, talk.today)}的日记", one.id)
        for one in open_reviews(talk.work, talk.speaker.person_id)
    ]


_WHICH = OneOf("review", "哪一篇", "说明哪一篇？", _asked, none="现在没有等您说明的日记。")


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    answer_question(talk.work, talk.speaker, values["review"], values["text"], talk.now)
    return Outcome(Reply("记下了，服务中心看过告诉您。"))


ANSWER = Form(
    name="answer_diary",
    version=1,
    title="说明日记",
    examples=("说明日记", "我来说明这篇日记", "回复日记的问题"),
    roles=HOLDERS,
    ref="review",
    slots=(
        _WHICH.slot,
        Slot("text", "说明", ask="当时是怎样的？说一两句就行。", read=reading.words, free=True),
    ),
    infer=_WHICH.infer,
    needless=_WHICH.needless,
    submit=_answer,
)


def _of_my_firm(talk: ConversationContext) -> Options:
    found = written_for(talk.work, talk.speaker.enterprise_id, talk.speaker.enterprise)
    return [
        (f"{diary.writer}，{service_line(diary)}", diary.id)
        for diary in found
        if diary.state == "recorded" and names_firm(talk.work, diary, talk.speaker)
    ]


_DIARY = OneOf("diary", "哪一篇", "是哪一次服务的日记？", _of_my_firm, none="没有找到写着您企业的日记。")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return {} if "text" in values else {"text": text.strip()}


def _dispute(talk: ConversationContext, values: Values) -> Outcome:
    number = dispute_diary(talk.work, talk.speaker, values["diary"], values["text"], talk.now)
    return Outcome(held(number))


DISPUTE = Form(
    name="dispute_diary",
    version=1,
    title="日记不属实",
    card="日记不属实",
    akin=("service.missed",),
    examples=("日记是假的", "他的日记是假的", "日记写的不属实", "假日记"),
    roles=NEWCOMERS,
    ref="diary",
    syntax=lambda text: _FALSE.search(text) is not None and not text.endswith(("吗", "？", "?")),
    slots=(
        _DIARY.slot,
        Slot("text", "经过", ask="实际是怎样的？", read=reading.words, free=True, verbatim=True),
    ),
    read=_read,
    infer=_DIARY.infer,
    needless=_DIARY.needless,
    submit=_dispute,
)


def _questioned(talk: ConversationContext, told: DiaryQuestioned) -> Reply | None:
    one = review_of(talk.work, told.review)
    if one is None or one.state != "open":
        return None
    day = plain_day(one.served_on, talk.today)
    say = (Choice("说明日记", tokens.start("answer_diary", "review", one.id)),)
    if one.kind == "dispute":
        return Reply(
            f"您 {day}那篇日记，企业说的和您记的不一样，核清以前先不算。当时是怎样的？请说明一下。",
            choices=say,
        )
    return Reply(f"服务中心想问问您 {day}的日记：“{one.text}”", choices=say)


def _answered(talk: ConversationContext, told: DiaryAnswered) -> Reply | None:
    one = review_of(talk.work, told.review)
    if one is None or one.state == "settled":
        return None
    if one.kind == "dispute":
        return Reply(
            f"{one.case_id} 号投诉：{one.holder}说明了 {plain_day(one.served_on, talk.today)}那次服务：“{one.answer}”",
            choices=tuple(
                button(f"{deed}_complaint", one.case_id or 0, f"投诉{word} {one.case_id} 号")
                for deed, word in (("uphold", "成立"), ("dismiss", "不成立"))
            ),
        )
    return Reply(
        f"{one.holder}答复了您问的日记：“{one.answer}”\n{diary_line(get_diary(talk.work, one.diary_id))}",
        choices=(button("clear_diary", one.diary_id), button("strike_diary", one.diary_id)),
    )


def _struck(talk: ConversationContext, told: DiaryStruck) -> Reply | None:
    one = review_of(talk.work, told.review)
    if one is None:
        return None
    return Reply(
        f"{talk.speaker.name}，您好。服务中心核实后，您 {plain_day(one.served_on, talk.today)}的日记不算数了：{one.text}。\n"
        "资格不受影响。有异议可以申诉，由没有经办这件事的工作人员来看。",
        choices=(
            next_steps.APPEAL,
            next_steps.MY_PROGRESS,
        ),
    )


QUESTIONED = NoticeRenderer(DiaryQuestioned, _questioned)
ANSWERED = NoticeRenderer(DiaryAnswered, _answered, office=True)
STRUCK = NoticeRenderer(DiaryStruck, _struck, grave=True)
