"""Correcting a diary, or taking it back, within a day; later staff do it."""

from __future__ import annotations

from dataclasses import replace

from actions.complaints.cases import ask_office
from actions.diaries.access import access_own_diary
from actions.diaries.progress import standings_of
from actions.diaries.record import retract_diary, undoable_diaries
from handlers.conversations.diaries import asked, fixing
from handlers.engine import next_steps, reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import plain_number
from handlers.rendering.progress import progress_line
from handlers.rendering.records import diary_line
from programme.offers import can_undo
from programme.roles import HOLDERS
from storage.queries.diaries.written import DiaryFacts, find_written_by, get_diary, written_by

ASKS_WHAT = "好的，要改什么？比如「时长改成两个半小时」。"
NAMES = ("修改日记", "更正日记", "改日记", "修改", "更正")


def _none_left(talk: ConversationContext) -> str:
    return f"{talk.rules.diaries.undo_hours} 小时内没有记过日记。更早的要改，由工作人员来办。"


def _line(talk: ConversationContext, diary: DiaryFacts) -> str:
    """Which diary it was; in a group without firms and what was done there."""
    return diary_line(replace(diary, names=(), outcome="") if talk.in_group else diary)


def _undoable(talk: ConversationContext) -> Options:
    return [
        (_line(talk, diary), diary.id)
        for diary in undoable_diaries(talk.work, talk.speaker, talk.rules, talk.now)
    ]


def _retract(talk: ConversationContext, values: Values) -> Outcome:
    retract_diary(talk.work, talk.speaker, values["diary"], talk.rules, talk.now)
    served_on = get_diary(talk.work, values["diary"]).served_on
    found = standings_of(talk.work, talk.speaker, talk.rules, talk.today, served_on)
    line = progress_line(talk.rules, found, talk.today)
    return Outcome(Reply(f"已取消，这篇日记撤回了，不再计入。\n{line}"))


def _fix(talk: ConversationContext, values: Values) -> Outcome:
    """Go on with the diary form, filled with the old entry, or with taking it back; staff do what is too late for that."""
    access_own_diary(talk.work, talk.speaker, values["diary"])
    diary, said = get_diary(talk.work, values["diary"]), values.get("said", "")
    if not can_undo(talk.rules.diaries, diary.recorded_at, talk.now):
        late = Reply(f"这篇过了 {talk.rules.diaries.undo_hours} 小时，要由工作人员来改。")
        return Outcome(late, then=("amend_by_staff", {"diary": diary.id, "said": said}))
    if fixing.takes_back(said):
        return Outcome(Reply("好的，撤回这一篇。"), then=("retract", {"diary": diary.id}))
    changed, wrong = fixing.sorted_out(talk, fixing.changes(talk, said, diary.enterprises))
    done = f"好的，{fixing.in_words(changed)}。" if changed else ""
    lead = f"{done}{wrong}" or ASKS_WHAT
    return Outcome(Reply(lead), then=("diary", _as_values(diary) | changed))


def _ask_staff(talk: ConversationContext, values: Values) -> Outcome:
    access_own_diary(talk.work, talk.speaker, values["diary"])
    diary = get_diary(talk.work, values["diary"])
    text = f"{diary.id} 号日记（{diary_line(diary)}）：{values['said']}"
    number = ask_office(talk.work, talk.speaker, "diary.fix", text, talk.home, talk.now)
    return Outcome(Reply(f"已交给服务中心，是 {number} 号事项，改好告诉您。"))


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
            "kind": diary.kind,
            "region": diary.region,
            "times": _times(diary),
            "outcome": diary.outcome,
            "result": diary.result or None,
        }
    )


def _times(diary: DiaryFacts) -> Values | None:
    spans = [list(stretch) for stretch in diary.times]
    return {"hours": plain_number(diary.hours), "spans": spans} if spans else None


_DIARY = OneOf("diary", "日记", "是哪一篇？", _undoable, none=_none_left, hint="点一下是哪一篇。")

RETRACT = Form(
    name="retract",
    version=1,
    title="撤回日记",
    examples=("撤销", "撤销日记", "取消日记", "删除日记", "撤回日记"),
    syntax=fixing.unkeeps,
    roles=HOLDERS,
    card="撤回这篇日记",
    slots=(_DIARY.slot,),
    infer=_DIARY.infer,
    needless=_DIARY.needless,
    deed=deed("撤回", "撤", "删", "取消", opposites=("留着", "留", "记着"), undone="好，不撤回，日记还在。"),
    submit=_retract,
)


def _recent(talk: ConversationContext) -> Options:
    """What can still be changed; where nothing can, the last ones, for staff to mend."""
    found = _undoable(talk)
    return found or [(_line(talk, one), one.id) for one in written_by(talk.work, talk.speaker.person_id)]


def _own(talk: ConversationContext, values: Values) -> Options:
    """The diary that staff are to mend; before it is known, any of the last ones."""
    known = [find_written_by(talk.work, talk.speaker.person_id, values["diary"])] if "diary" in values else []
    return [
        (_line(talk, one), one.id) for one in known or written_by(talk.work, talk.speaker.person_id) if one
    ]


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    diary = fixing.meant(talk, text, written_by(talk.work, talk.speaker.person_id))
    return reading.as_values({"diary": diary, "said": reading.own_words(text, NAMES)})


def _is_too_late(talk: ConversationContext, values: Values) -> bool:
    if "diary" not in values:
        return False
    own = find_written_by(talk.work, talk.speaker.person_id, values["diary"])
    return own is not None and not can_undo(talk.rules.diaries, own.recorded_at, talk.now)


_ANY = OneOf("diary", "日记", "是哪一篇？", _recent, none="您还没有记过日记。", hint="点一下是哪一篇。")


def _not_restored(talk: ConversationContext) -> Reply:
    return Reply("撤回的日记找不回来。再说一遍那次服务，我重新记。", choices=(next_steps.DIARY,))


RESTORE = Command(
    "restore_diary",
    "找回日记",
    ("找回日记", "恢复撤回的日记"),
    _not_restored,
    HOLDERS,
    syntax=fixing.restores,
)
AMEND = Form(
    name="amend",
    version=2,
    title="修改日记",
    serves=("diary.fix",),
    examples=(
        *NAMES,
        "上次那条记错了，是两家",
        "把昨天那条删了",
        "刚才记的时长写多了，应该是一个半小时",
        "我前天那篇日记不对，要改一下",
        "蓝湾厂那次多记了一家",
    ),
    roles=HOLDERS,
    ref="diary",
    slots=(
        _ANY.slot,
        Slot(
            "said",
            "要改的",
            ask="这篇要由工作人员来改。要改成什么？我转过去。",
            read=reading.words,
            when=_is_too_late,
            free=True,
        ),
    ),
    read=_read,
    infer=_ANY.infer,
    needless=_ANY.needless,
    syntax=lambda text: fixing.points(text) and not asked.asks(text),
    rather=lambda talk, text: fixing.of_an_appointment(text),
    submit=_fix,
)
BY_STAFF = Form(
    name="amend_by_staff",
    version=1,
    title="请工作人员改日记",
    roles=HOLDERS,
    card="请工作人员改日记",
    sends=True,
    ref="diary",
    given=("diary",),
    slots=(
        Slot("diary", "日记", asked=False, options=_own),
        Slot("said", "要改的", ask="要改成什么？", read=reading.words, free=True),
    ),
    deed=deed("交", "转", "发", undone="好，没有交给服务中心，日记没有变。"),
    submit=_ask_staff,
)
