"""更正日记: «帮李律师把昨天的日记改成两小时»; the officer reads it back, the one who kept it is told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from actions.diaries.day import LONGEST_DAY
from actions.diaries.mend import Correction, mend_diary, too_much
from actions.diaries.notices import DiaryMended
from handlers.engine import next_steps, reading
from handlers.engine.catches import Catch
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_count, show_hours
from handlers.rendering.records import diary_line
from programme.roles import HOLDERS, OFFICE
from programme.spans import short_day
from storage.queries.diaries.written import DiaryFacts, get_diary, written_by
from storage.queries.staff.find_people import people

SHOWN = 8
_BECOMES = re.compile(r"改[成到为]|应该是|其实是|更正为")
_ONE_DIARY = re.compile(r"篇|日记")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Before «改成» whose and which day's diary, behind it what it shall say."""
    which, _, becomes = _parts(text)
    known = {"who": _named(talk, text)} if "who" not in values else {}
    day = {"on": reading.a_date(talk, which)} if "diary" not in values else {}
    return reading.as_values(
        {
            **known,
            **day,
            "hours": reading.hours(talk, becomes),
            "enterprises": reading.count(talk, becomes) if re.search(r"[家户个]", becomes) else None,
            "date": reading.a_date(talk, becomes),
        }
    )


def _parts(text: str) -> tuple[str, str, str]:
    found = _BECOMES.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _puts_one_right(talk: ConversationContext, text: str) -> bool:
    """«李律师12号那篇时长改成两小时»: a diary of a day, and what it shall say; its day is no number of a need."""
    if not _BECOMES.search(text) or not _ONE_DIARY.search(text):
        return False
    said = _read(talk, text, {})
    whose = "who" in said or ("on" in said and not HOLDERS & talk.speaker.roles)
    return whose and bool({"hours", "enterprises", "date"} & said.keys())


def _named(talk: ConversationContext, text: str) -> str | None:
    """The name of a holder of the jurisdiction that stands in the text."""
    _, found = people(talk.work, talk.speaker.jurisdiction, said=text, limit=SHOWN)
    names = [name for one in found for name in (one.station, one.name) if name and name in text]
    return max(names, key=len, default=None)


def _diaries(talk: ConversationContext, values: Values) -> list[DiaryFacts]:
    if "who" not in values:
        return []
    _, found = people(talk.work, talk.speaker.jurisdiction, said=values["who"], limit=SHOWN)
    written = [diary for one in found for diary in written_by(talk.work, one.id, SHOWN)]
    of_day = [diary for diary in written if diary.served_on.isoformat() == values.get("on")]
    return (of_day or written)[:SHOWN]


def _options(talk: ConversationContext, values: Values) -> Options:
    return [(diary_line(diary), diary.id) for diary in _diaries(talk, values)]


def _infer(talk: ConversationContext, values: Values) -> Values:
    found = talk.once(_options, values)
    return {"diary": found[0][1]} if len(found) == 1 else {}


def _nothing_else(talk: ConversationContext, values: Values) -> bool:
    return "hours" in values or not {"enterprises", "date"} & values.keys()


def _mend(talk: ConversationContext, values: Values) -> Outcome:
    if "diary" not in values:
        return Outcome(Reply(f"辖区里没有{values.get('who', '这位')}的日记。"))
    new = mend_diary(talk.work, talk.speaker, values["diary"], _correction(values), talk.now)
    return Outcome(
        Reply(f"已修改{values['who']}的日记：{diary_line(get_diary(talk.work, new))}{told(talk)}。")
    )


def _catch(talk: ConversationContext, values: Values) -> Catch | None:
    """More hours than the day has, with what else was written of it."""
    why = too_much(talk.work, values["diary"], _correction(values)) if "diary" in values else ""
    return Catch(why, "不改了") if why else None


def _correction(values: Values) -> Correction:
    return Correction(
        date.fromisoformat(values["date"]) if "date" in values else None,
        Decimal(values["hours"]) if "hours" in values else None,
        values.get("enterprises"),
    )


def _check_hours(talk: ConversationContext, value: str) -> str:
    return "" if 0 < Decimal(value) <= LONGEST_DAY else "一天最多记 24 小时，几天的分开说就行。"


def _check_date(talk: ConversationContext, value: str) -> str:
    return "" if date.fromisoformat(value) <= talk.today else "日期在今天之后，服务过的才能记。是哪天？"


def _day(day: date) -> str:
    return short_day(day)


def _mended(talk: ConversationContext, told: DiaryMended) -> Reply:
    old, new = get_diary(talk.work, told.old), get_diary(talk.work, told.new)
    changes = [
        f"{label} {before} → {after}"
        for label, before, after in (
            ("日期", _day(old.served_on), _day(new.served_on)),
            ("时长", show_hours(old.hours), show_hours(new.hours)),
            ("企业", f"{old.enterprises} 家", f"{new.enterprises} 家"),
        )
        if before != after
    ]
    return Reply(
        f"服务中心更正了您 {_day(old.served_on)}的日记：{'，'.join(changes) or '内容没有变'}。不对就告诉服务中心。",
        choices=(next_steps.MY_PROGRESS,),
    )


MEND_DIARY = Form(
    name="mend_diary",
    version=1,
    title="更正日记",
    serves=("staff.round",),
    examples=("帮专家改日记", "替专家改日记", "改专家的日记", "日记记错了帮改"),
    roles=OFFICE,
    sample="帮李律师把昨天的日记改成两小时",
    card="更正专家的日记",
    slots=(
        Slot(
            "who",
            "谁的日记",
            ask="谁的日记？",
            read=_named,
            hint="辖区里没有找到这个姓名，全称是？",
        ),
        Slot("on", "", hidden=True, asked=False),
        Slot(
            "diary",
            "哪一篇",
            ask="是哪一篇？",
            options=_options,
            when=lambda talk, values: bool(talk.once(_options, values)),
            hint="点一下是哪一篇。",
        ),
        Slot(
            "hours",
            "时长改为",
            ask="时长应该是多少？比如「两小时」。",
            read=reading.hours,
            show=show_hours,
            check=_check_hours,
            when=_nothing_else,
            hint="多久？比如「一个半小时」。",
        ),
        Slot("enterprises", "家数改为", asked=False, ask="几家？", read=reading.count, show=show_count),
        Slot(
            "date",
            "日期改为",
            asked=False,
            ask="哪一天？",
            read=reading.a_date,
            is_day=True,
            check=_check_date,
        ),
    ),
    heeds=_puts_one_right,
    read=_read,
    infer=_infer,
    catch=_catch,
    submit=_mend,
)
DIARY_MENDED = NoticeRenderer(DiaryMended, _mended)
