"""The end of a duty year: until when its diaries are taken, who was short and is to be decided about, 保留资格 and 结束年度."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.access import kind_of, pack_of
from actions.reports.year_end import Unmet, close_year, keep_title, open_year, unmet
from actions.reports.year_slices import Among
from actions.steps import StepAt, StepOwners
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import Decision, Subject
from handlers.engine.decisions import button
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from programme.grounds import figures_of
from programme.packs import RulePack
from programme.programmes import named, packs
from programme.roles import OFFICE
from programme.spans import plain_day
from programme.years import briefly, late_until, name_of, year_before
from storage.queries.titles.standing import QualificationFacts

NAMED = 10
"""So many of whom it is to be decided about stand in one answer."""
_CLOSES = re.compile(
    r"(?:现在|可以|请|帮我|我要?|把|将|就|先|[，,\s])*(?:(?:结束|关闭)掉?(?:20\d\d|去|上一?)?年?的?(?:年度|考核年度)(?:考核)?"
    r"|(?:20\d\d|去|上一?)年?的?年度(?:考核)?(?:结束|关闭)掉?)[了吧。]*"
)


def closes_year(text: str) -> bool:
    """Whether a text orders the end of the year: nothing less opens a deed so heavy."""
    return _CLOSES.fullmatch(text.strip()) is not None


def still_open(talk: ConversationContext, gone: Sequence[RulePack], left: Sequence[Unmet]) -> list[str]:
    """Of the year gone by: until when diaries of it are taken, or who is still to be decided about."""
    not_closed = [pack for pack in open_packs(talk) if pack in gone]
    if not not_closed:
        return []
    taken = [line for pack in not_closed if (line := taken_until(pack, talk.today))]
    if taken:
        return list(dict.fromkeys(taken))
    if left:
        return [f"还没有决定的 {len(left)} 位：{'、'.join(found.one.name for found in left[:NAMED])}。"]
    return ["没达标的都定过了，可以「结束年度」。"]


def taken_until(pack: RulePack, today: date) -> str:
    """While diaries of the year gone by are still taken: until when."""
    year = year_before(pack.year, today)
    until = late_until(pack, year)
    return (
        f"{briefly(pack.year, year)}的日记还能补到{plain_day(until, today)}，过了再定。"
        if today <= until
        else ""
    )


def ways(talk: ConversationContext, gone: Sequence[RulePack], left: Sequence[Unmet]) -> tuple[Choice, ...]:
    """The first whom it is to be decided about, and the end of the year where nobody is left."""
    if not gone:
        return ()
    if left:
        first = left[0].one
        return (
            button("keep_title", first.title, f"保留资格 {first.name}"),
            button("revoke", first.title, f"取消资格 {first.name}"),
        )
    if not open_packs(talk):
        return ()
    return (Choice("结束年度", tokens.start("close_year")),)


def to_decide(talk: ConversationContext, over: Sequence[RulePack], among: Among | None = None) -> list[Unmet]:
    """Who was short in the year gone by under these programmes and is not decided about; `among` these alone."""
    here, today = (talk.work, talk.speaker.jurisdiction), talk.today
    return [
        one for pack in over for one in unmet(*here, pack, year_before(pack.year, today), today, among=among)
    ]


def open_packs(talk: ConversationContext) -> list[RulePack]:
    """The programmes whose year gone by is not closed here."""
    here = talk.work, talk.speaker.jurisdiction
    return [pack for pack in packs(talk.rules) if open_year(*here, pack, talk.today) is not None]


def _to_close(talk: ConversationContext) -> list[RulePack]:
    """Those of the speaker's level that are still open; where there is none, the first, which says why not."""
    owners = StepOwners(talk.work)
    office = talk.speaker.jurisdiction
    own = [
        pack
        for pack in open_packs(talk)
        if all(owners.owns(office, StepAt("assess", pack, kind, office)) for kind in pack.kinds)
    ]
    return own or [talk.rules]


def _closing(talk: ConversationContext) -> str:
    """The year that is ended, as the card shows it."""
    names = (name_of(pack.year, year_before(pack.year, talk.today)) for pack in _to_close(talk))
    return "、".join(dict.fromkeys(name.removesuffix(" 年度") for name in names))


def _close_year(talk: ConversationContext, values: Values) -> Outcome:
    closing = _to_close(talk)
    years = [(pack, close_year(talk.work, talk.speaker, pack, talk.now)) for pack in closing]
    whose: dict[str, list[str]] = {}
    for pack, year in years:
        whose.setdefault(name_of(pack.year, year), []).append(named(talk.rules, pack))
    several = len(packs(talk.rules)) > 1
    over = "、".join(f"{'和'.join(of)}的 {called}" if several else called for called, of in whose.items())
    look = next(iter(whose)).replace(" ", "")
    return Outcome(Reply(f"{over}结束了，日记和考核都不再改。想看就说「{look}考核」。"))


def year_waits(talk: ConversationContext, held: QualificationFacts) -> bool:
    """Whether a title was short in the year gone by and waits for a decision about that."""
    pack, kind = pack_of(held.pack, talk.rules), kind_of(held.holder)
    here, year = talk.speaker.jurisdiction, year_before(pack.year, talk.today)
    return bool(unmet(talk.work, here, pack, year, talk.today, among={kind: (held.holder_id,)}))


def _unmet(talk: ConversationContext, named: str) -> list[Subject]:
    found = to_decide(talk, packs(talk.rules))
    return [Subject(one.one.title, one.one.name, figures_of(one.line)) for one in found]


def _keep(talk: ConversationContext, subject: int, values: Values) -> str:
    reason = values.get("reason", "")
    who, year = keep_title(talk.work, talk.speaker, subject, reason, talk.rules, talk.now)
    return f"好的，{who.name}的资格保留，{year}的理由已留档。"


KEEP_TITLE = Decision(
    "keep_title",
    ("保留资格", "保留…资格"),
    "没有达标、还没决定的资格",
    _unmet,
    _keep,
    asks="原因是？只留档，不通知。",
    caution=lambda talk, subject: "确认后留档，不通知。",
    action="revoke",
)
CLOSE_YEAR = Form(
    name="close_year",
    version=1,
    title="结束年度",
    examples=("结束年度", "结束年度考核", "年度考核结束", "关闭年度"),
    roles=OFFICE,
    card="结束年度",
    slots=(Slot("year", "年度", asked=False, ask="结束的是去年，不用改，点「确认」就行。"),),
    infer=lambda talk, values: {"year": _closing(talk)},
    weighty=True,
    syntax=closes_year,
    submit=_close_year,
)
