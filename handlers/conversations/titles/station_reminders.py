"""提醒本站专家: a station reminds one of its experts, or all who are short, of the diaries; once a week at most (S10.3)."""

from __future__ import annotations

import re

from actions.reports.station_reminds import may_be_reminded, remind_experts, year_of, years_of
from actions.titles.notices import StationReminds
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import many_told
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.told_apart import meant, named_in, told_apart
from language.list_changes import chosen
from programme.roles import STATION
from storage.queries.titles.station_experts import OwnExpert, own_expert, own_experts

LONGEST = 40
NOBODY = "没有要提醒的：都够了，或者最近提醒过。一周最多提醒一次。"
_REMINDS = re.compile(
    r"(?:提醒|催)(?:一?下)?[^，,。？?]{0,24}(?:交|写|记|补|填)(?:一?下)?日记|^(?:提醒|催)(?:一?下)?(?:我们?|咱们?|本)站的?专家[^，,。？?]{0,12}$"
)

_ORDERS = re.compile(r"(?:请|麻烦|帮我|再|那|就)*(?:提醒|催)")


def _reminds(text: str) -> bool:
    return len(text) <= LONGEST and _REMINDS.search(text.strip()) is not None


def _waiting(talk: ConversationContext) -> dict[str, OwnExpert]:
    """Who is short and may be reminded just now."""
    years = years_of(talk.work, talk.speaker.station_id or 0, talk.rules, talk.today)
    return told_apart(one.who for one in years if may_be_reminded(talk.work, one, talk.rules, talk.now))


def _own(talk: ConversationContext) -> dict[str, OwnExpert]:
    return told_apart(own_experts(talk.work, talk.speaker.station_id or 0))


def _named(talk: ConversationContext, text: str) -> list[str] | None:
    return named_in(text, talk.once(_own))


def _names_own(talk: ConversationContext, text: str) -> bool:
    """«提醒李律师», and nothing else, of somebody in the register."""
    order = chosen(text) if _ORDERS.match(text.strip()) else None
    return order is not None and order.way == "keeps" and _named(talk, order.what) is not None


def _needs_none(talk: ConversationContext, names: list[str]) -> str:
    done = [one for one in names if one not in talk.once(_waiting)]
    return f"{'、'.join(done)}这次不用提醒：够了，或者最近提醒过。" if done else ""


def _infer(talk: ConversationContext, values: Values) -> Values:
    """All of them, unless somebody is named."""
    return {"experts": list(talk.once(_waiting))}


def _remind(talk: ConversationContext, values: Values) -> Outcome:
    rows = [one.id for one in meant(values["experts"], talk.once(_waiting))]
    names = remind_experts(talk.work, talk.speaker, rows, talk.rules, talk.now)
    see = Choice("本站专家", tokens.start("own_experts"))
    return Outcome(Reply(f"{many_told(talk, '、'.join(names))}。一周最多提醒一次。", choices=(see,)))


REMIND = Form(
    name="remind_own_experts",
    version=1,
    title="提醒本站专家",
    examples=("提醒本站专家", "提醒我们站的专家交日记", "提醒专家交日记"),
    syntax=_reminds,
    heeds=_names_own,
    roles=STATION,
    card="提醒交日记",
    sends=True,
    slots=(
        Slot(
            "experts",
            "提醒",
            ask="提醒谁？说姓名。",
            read=_named,
            show="、".join,
            check=_needs_none,
            hint="这位不在站里的名单上，说姓名。",
        ),
    ),
    read=lambda talk, text, values: reading.as_values({"experts": _named(talk, text)}),
    infer=_infer,
    needless=lambda talk: "" if talk.once(_waiting) else NOBODY,
    submit=_remind,
)


def _reminded(talk: ConversationContext, told: StationReminds) -> Reply | None:
    """With the figures of today; nothing where the year is full, or they belong to the station no more."""
    one = own_expert(talk.work, told.row)
    if one is None or one.state != "yes":
        return None
    mine = year_of(talk.work, one, talk.rules, talk.today).progress
    if mine is None or mine.met:
        return None
    return Reply(
        f"{one.station}请您有空记一下日记：{mine.line}。", choices=(next_steps.DIARY, next_steps.MY_PROGRESS)
    )


REMINDED = NoticeRenderer(StationReminds, _reminded, reminder=True)
