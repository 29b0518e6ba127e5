"""记日记: one message is one 志愿日记; only what is missing is asked."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from decimal import Decimal
from typing import Any

from actions.diaries.record import Service, correct_diary, record_diary, services_under_way
from actions.people.contact import enterprise_of
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.progress import progress_line
from language import Diary, regions
from language.domains import label
from programme.offers import is_too_old
from programme.spans import months_in_words
from storage.tables import Expert

LONGEST_DAY = Decimal(24)
KEEPERS = frozenset({"expert", "station"})


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """The (first) service of the message; the whole message is kept as its outcome."""
    read = _values(reading.diaries(talk, text)[0])
    return read if "outcome" in values else read | {"outcome": text}


def _several(talk: ConversationContext, text: str) -> list[tuple[Values, Set[str]]]:
    """Each service of a message, with the message as the outcome of each."""
    told = reading.diaries(talk, text)
    return [(_values(found) | {"outcome": found.outcome or text}, found.inferred) for found in told]


def _unsaid(talk: ConversationContext, text: str) -> Set[str]:
    """What the (first) service leaves to be worked out: 下午 is today, every half hour for four is two."""
    return reading.diaries(talk, text)[0].inferred


def _values(found: Diary) -> Values:
    return reading.as_values(
        {
            "date": found.date.isoformat() if found.date else None,
            "hours": reading.plain_number(found.hours) if found.hours is not None else None,
            "enterprises": found.enterprises,
            "names": list(found.names),
            "domains": [code for code in found.domains if code != "other"],
            "form": found.form,
            "region": found.region,
        }
    )


def _infer(talk: ConversationContext, values: Values) -> Values:
    """From the need that was served: its enterprise, field and place; else the expert's only field."""
    if "replaces" in values:
        return {}
    served = _served_need(talk, values)
    if served is None:
        return ({"need": 0} if "need" in values else {}) | _only_field(talk, values)
    known = {"need": served.id, "domains": [served.domain], "region": served.region}
    if not values.get("names"):
        known |= {"names": [enterprise_of(talk.work, served)], "enterprises": 1}
    return known


def _only_field(talk: ConversationContext, values: Values) -> Values:
    fields = _own_fields(talk)
    return {"domains": fields} if len(fields) == 1 and "outcome" in values else {}


def _own_fields(talk: ConversationContext) -> list[str]:
    """The expert's fields; a station has none of its own."""
    expert_id = talk.speaker.expert_id
    return talk.work.session.get_one(Expert, expert_id).domains if expert_id is not None else []


def _served_need(talk: ConversationContext, values: Values) -> Any:
    """The accepted need that this diary is about: the one whose enterprise is named, or the only one."""
    under_way = services_under_way(talk.work, talk.speaker)
    return _named(talk, under_way, values.get("names", [])) or _only(under_way, values)


def _named(talk: ConversationContext, under_way: list[Any], names: list[str]) -> Any:
    for need in under_way:
        enterprise = enterprise_of(talk.work, need)
        if any(name in enterprise or enterprise in name for name in names):
            return need
    return None


def _only(under_way: list[Any], values: Values) -> Any:
    """With one service under way and no other firm named, a service of one firm is that one."""
    fits = not values.get("names") and values.get("enterprises") in (None, 1)
    return under_way[0] if len(under_way) == 1 and fits and values else None


def _intent_score(talk: ConversationContext, text: str) -> float:
    found = reading.diaries(talk, text)[0]
    facts = [found.date, found.hours, found.enterprises, found.names or None, found.domains or None]
    known = sum(fact is not None for fact in facts)
    return min(0.95, 0.3 * known) if found.hours is not None or found.date is not None else 0.2 * known


def _date_options(talk: ConversationContext, values: Values) -> Options:
    days = (("今天", 0), ("昨天", 1), ("前天", 2))
    return tuple((name, date.fromordinal(talk.today.toordinal() - back).isoformat()) for name, back in days)


def _domain_options(talk: ConversationContext, values: Values) -> Options:
    """The expert's own fields; a station is offered all."""
    own = tuple((label(code), [code]) for code in _own_fields(talk))
    return own or tuple((name, [code]) for name, code in reading.domain_options(talk, values))


def _a_name(talk: ConversationContext, text: str) -> list[str] | None:
    name = reading.enterprise(talk, text)
    return [name] if name else None


def _check_date(talk: ConversationContext, value: str) -> str:
    day = date.fromisoformat(value)
    if day > talk.today:
        return "日期在今天之后，请说已经做完的服务。"
    rule = talk.rules.diaries
    ago = months_in_words(rule.oldest_months)
    return f"日期太久了，{ago}以前的服务请联系工作人员补记。" if is_too_old(rule, day, talk.today) else ""


def _check_hours(talk: ConversationContext, value: str) -> str:
    hours = Decimal(value)
    if hours <= 0:
        return "时长要大于 0，请再说一次做了多久。"
    return "一天最多 24 小时；几天的服务请分开记。" if hours > LONGEST_DAY else ""


def _check_count(talk: ConversationContext, value: int) -> str:
    return "" if 1 <= value <= 5000 else "企业家数请说 1 到 5000 之间的数。"


def _service(values: Values) -> Service:
    names = tuple(dict.fromkeys(values.get("names", [])))
    return Service(
        served_on=date.fromisoformat(values["date"]),
        hours=Decimal(values["hours"]),
        enterprises=max(values["enterprises"], len(names)),
        names=names,
        domains=tuple(values.get("domains", [])),
        form=values.get("form"),
        region=values.get("region"),
        outcome=values.get("outcome", ""),
        need_id=values.get("need") or None,
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if "replaces" in values:
        correct_diary(talk.work, talk.speaker, values["replaces"], _service(values), talk.rules, talk.now)
        done = "已修改"
    else:
        record_diary(talk.work, talk.speaker, _service(values), talk.now)
        done = "已记录"
    year = date.fromisoformat(values["date"]).year
    hours = reading.show_hours(values["hours"])
    line, undo = progress_line(talk, year), talk.rules.diaries.undo_hours
    return Outcome(
        Reply(
            f"{done}：{hours}、{values['enterprises']} 家。\n{line}\n{undo} 小时内可回复「修改日记」或「撤销」。"
        )
    )


DIARY = Form(
    name="diary",
    version=1,
    title="志愿日记",
    starts=("记日记", "写日记", "志愿日记", "记录服务", "登记服务", "填日记"),
    roles=KEEPERS,
    opening="请用一句话说说这次服务：哪天、多久、几家企业、讲了什么。"
    "比如「昨天下午在赤坎区给3家企业讲了两个半小时税务政策」。",
    sample="昨天下午在赤坎区给3家企业讲了两个半小时税务政策",
    card="志愿日记",
    slots=(
        Slot("replaces", "", hidden=True, asked=False),
        Slot("need", "", hidden=True, asked=False),
        Slot(
            "date",
            "日期",
            ask="是哪一天的服务？",
            read=reading.a_date,
            show=reading.show_date,
            options=_date_options,
            check=_check_date,
            hint="没认出日期，可以说「昨天」「上周三」「5月17日」。",
        ),
        Slot(
            "hours",
            "时长",
            ask="这次服务了多久？比如「两个半小时」「90分钟」，路上的时间不算。",
            read=reading.hours,
            show=reading.show_hours,
            check=_check_hours,
            hint="时长要说准数，比如「2小时」「一个半小时」「下午两点到四点」。",
        ),
        Slot(
            "enterprises",
            "企业家数",
            ask="服务了几家企业？",
            read=reading.count,
            show=reading.show_count,
            check=_check_count,
            hint="请说一个准数，比如「3家」。",
        ),
        Slot(
            "names",
            "企业名称",
            asked=False,
            ask="企业名称是？",
            read=_a_name,
            show="、".join,
            free=True,
        ),
        Slot(
            "domains",
            "领域",
            ask="主要是哪个领域？",
            read=reading.domains,
            show=reading.show_domains,
            options=_domain_options,
            hint="请说一个领域，比如「税务」「法律」「数字化」。",
        ),
        Slot(
            "form",
            "方式",
            asked=False,
            ask="线上还是现场？",
            read=reading.form,
            show=reading.show_form,
            options=reading.form_options,
        ),
        Slot(
            "region", "地点", asked=False, ask="在哪个区或县？", read=reading.region, show=regions.full_name
        ),
        Slot(
            "outcome",
            "内容",
            asked=False,
            ask="请说说做了什么、有什么成效。",
            read=reading.words,
            show=reading.shorten,
            free=True,
        ),
    ),
    read=_read,
    unsaid=_unsaid,
    several=_several,
    infer=_infer,
    intent_score=_intent_score,
    submit=_submit,
)
