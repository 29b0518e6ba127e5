"""Correcting a diary, or taking it back, within a day."""

from __future__ import annotations

from actions.diaries.progress import progress_of
from actions.diaries.record import retract_diary, undoable_diaries
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Reply
from handlers.rendering.plain import plain_number
from handlers.rendering.progress import progress_line
from handlers.rendering.records import diary_line
from programme.roles import HOLDERS
from storage.queries.diaries.written import DiaryFacts, get_diary


def _none_left(talk: ConversationContext) -> str:
    return f"{talk.rules.diaries.undo_hours} 小时内没有记过日记。更早的要改，请联系工作人员。"


def _undoable(talk: ConversationContext) -> Options:
    return [
        (diary_line(diary), diary.id)
        for diary in undoable_diaries(talk.work, talk.speaker, talk.rules, talk.now)
    ]


def _retract(talk: ConversationContext, values: Values) -> Outcome:
    retract_diary(talk.work, talk.speaker, values["diary"], talk.rules, talk.now)
    year = get_diary(talk.work, values["diary"]).served_on.year
    found = progress_of(talk.work, talk.speaker, talk.rules, talk.today, year)
    return Outcome(Reply(f"已取消这篇日记，不再计入。\n{progress_line(found, year, talk.today)}"))


def _correct(talk: ConversationContext, values: Values) -> Outcome:
    """Go on with the diary form, filled with the old entry."""
    diary = next(
        (
            one
            for one in undoable_diaries(talk.work, talk.speaker, talk.rules, talk.now)
            if one.id == values["diary"]
        ),
        None,
    )
    if diary is None:
        return Outcome(Reply(_none_left(talk)))
    return Outcome(
        Reply("好的，要改什么直接说，比如「时长改成两个半小时」。"), then=("diary", _as_values(diary))
    )


def _as_values(diary: DiaryFacts) -> Values:
    return reading.as_values(
        {
            "replaces": diary.id,
            "need": diary.need_id,
            "date": diary.served_on.isoformat(),
            "hours": plain_number(diary.hours),
            "enterprises": diary.enterprises,
            "names": list(diary.names),
            "domains": list(diary.domains),
            "form": diary.form,
            "region": diary.region,
            "outcome": diary.outcome,
        }
    )


_DIARY = OneOf("diary", "日记", "是哪一篇？", _undoable, none=_none_left, hint="请点一下是哪一篇。")

RETRACT = Form(
    name="retract",
    version=1,
    title="撤销日记",
    examples=("撤销", "撤销日记", "取消日记", "删除日记", "撤回日记"),
    roles=HOLDERS,
    card="撤销这篇日记",
    slots=(_DIARY.slot,),
    infer=_DIARY.infer,
    needless=_DIARY.needless,
    submit=_retract,
)

AMEND = Form(
    name="amend",
    version=1,
    title="修改日记",
    examples=("修改日记", "更正日记", "改日记", "修改", "更正"),
    roles=HOLDERS,
    slots=(_DIARY.slot,),
    infer=_DIARY.infer,
    needless=_DIARY.needless,
    submit=_correct,
)
