"""记日记: one message is one 志愿日记; only what is missing is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.diaries.counting import counted
from actions.diaries.progress import standings_of
from actions.diaries.record import Service, correct_diary, holder_of, record_diary
from actions.diaries.review import look_for_oddities
from handlers.conversations.diaries import catching, telling
from handlers.conversations.diaries.asked import of_something_else
from handlers.conversations.diaries.finishing import is_short_call, still_open
from handlers.conversations.diaries.firm_says import way_to_ask
from handlers.conversations.diaries.whose import WHOSE
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import (
    show_count,
    show_domains,
    show_form,
    show_hours,
    show_kind,
    show_region,
)
from handlers.rendering.progress import progress_line
from programme.packs import RulePack
from programme.roles import HOLDERS
from storage.queries.needs import get_need


def _service(talk: ConversationContext, values: Values) -> Service:
    """With the firm whose need was served, where nobody named one (in a group it is not said)."""
    told, need = telling.as_told(values), values.get("need")
    if need and not told.names and told.enterprises == 1:
        told = replace(told, names=(get_need(talk.work, need).enterprise,))
    return Service(
        served_on=told.served_on,
        hours=told.hours,
        enterprises=told.enterprises,
        names=tuple(told.names),
        domains=tuple(values.get("domains", [])),
        form=told.form,
        kind=values.get("kind"),
        region=told.region,
        outcome=values.get("outcome", ""),
        result=values.get("result", ""),
        need_id=values.get("need") or None,
        activity_id=values.get("activity"),
        times=told.times,
        besides=values.get("besides"),
        goes_on=is_short_call(told.hours, values.get("outcome", "")),
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    service, otherwise = _as_it_counts(talk, _service(talk, values))
    if "replaces" in values:
        key = correct_diary(talk.work, talk.speaker, values["replaces"], service, talk.rules, talk.now)
        done = "已修改"
    else:
        key = record_diary(talk.work, talk.speaker, service, talk.rules, talk.now)
        done = "已记录"
    look_for_oddities(talk.work, key, talk.rules, talk.now)
    served_on = date.fromisoformat(values["date"])
    hours = show_hours(str(service.hours)) if otherwise else show_hours(values["hours"])
    found = standings_of(talk.work, talk.speaker, talk.rules, talk.today, served_on)
    line = progress_line(talk.rules, found, talk.today)
    open_still, finish = still_open(talk, service.need_id)
    ways = (*finish, *_ways_back(key), *(() if talk.in_group else way_to_ask(talk, key)))
    count = telling.as_told(values).enterprises
    return Outcome(Reply(f"{done}：{hours}、{count} 家。{otherwise}{open_still}\n{line}。", choices=ways))


def _as_it_counts(talk: ConversationContext, service: Service) -> tuple[Service, str]:
    """The service with the hours that the pack counts, and a sentence where those are others than were told."""
    hours, why = counted(talk.work, holder_of(talk.speaker), service.served_on, service.hours, talk.rules)
    return replace(service, hours=hours), f"{why}。" if why else ""


def _ways_back(diary: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(caption, tokens.start(form, "diary", diary))
        for caption, form in (("改", "amend"), ("撤回", "retract"))
    )


def _asked_by_pack(rules: RulePack) -> tuple[Slot, ...]:
    """What is asked only where the programme asks for it, and kept where somebody tells it."""
    asked = rules.diaries.asks
    kind = Slot(
        "kind",
        "服务类别",
        asked="kind" in asked,
        ask="属于哪类服务？",
        read=telling.a_kind,
        show=show_kind,
        options=telling.kind_options,
        hint="哪一类呢？比如「咨询」「培训」。",
    )
    result = Slot(
        "result",
        "成效",
        asked="result" in asked,
        skippable=True,
        ask="有什么成效？还没有就回「跳过」。",
        read=reading.words,
        free=True,
        when=telling.may_be_read,
    )
    return kind, result


DIARY = Form(
    name="diary",
    version=1,
    title="记日记",
    serves=("diary.log",),
    akin=("diary.fix",),
    examples=(
        "记日记",
        "写日记",
        "志愿日记",
        "记录服务",
        "登记服务",
        "记活动",
        "填日记",
        "今天上午去蓝湾厂看了三个小时账",
        "上周三线上帮一家公司改合同，一个小时",
        "我刚服务完一家企业，帮我记一下",
    ),
    roles=HOLDERS,
    opening="这次服务是哪天、多久、几家、讲什么？比如「昨天下午给3家企业讲了两小时税务」。",
    sample="昨天下午在赤坎区给3家企业讲了两个半小时税务政策",
    counted="听到 {} 次，一次一份，先看第 1 份。",
    card="志愿日记",
    slots=(
        Slot("replaces", "", hidden=True, asked=False),
        Slot("need", "", hidden=True, asked=False),
        Slot("activity", "", hidden=True, asked=False),
        Slot("times", "", hidden=True, asked=False),
        Slot("besides", "", hidden=True, asked=False),
        Slot("sure", "", hidden=True, asked=False),
        Slot("done", "", hidden=True, asked=False),
        WHOSE,
        Slot(
            "date",
            "日期",
            ask="是哪一天的服务？",
            read=telling.a_day,
            is_day=True,
            options=telling.date_options,
            check=telling.check_date,
            hint="没认出日期，是哪天？比如「上周三」「5月17日」。",
        ),
        Slot(
            "hours",
            "时长",
            ask="服务了多久？比如「两个半小时」，路上不算。",
            read=telling.hours,
            show=show_hours,
            check=telling.check_hours,
            hint="多长时间呢？比如「一个半小时」，或者「两点到四点」。",
        ),
        Slot(
            "enterprises",
            "企业家数",
            ask="服务了几家企业？",
            read=reading.count,
            show=show_count,
            check=telling.check_count,
            hint="几家呢？比如「3家」。",
        ),
        Slot(
            "names",
            "企业名称",
            asked=False,
            ask="企业名称是？",
            read=telling.a_name,
            show="、".join,
            free=True,
            when=telling.may_be_read,
        ),
        Slot(
            "domains",
            "领域",
            ask="主要是哪个领域？",
            read=reading.domains,
            guessed=True,
            show=show_domains,
            options=telling.domain_options,
            hint="哪个领域呢？比如「税务」「法律」。",
        ),
        Slot(
            "form",
            "方式",
            asked=False,
            ask="线上还是现场？",
            read=reading.form,
            show=show_form,
            options=reading.form_options,
        ),
        Slot("region", "地点", asked=False, ask="在哪个区或县？", read=reading.region, show=show_region),
        Slot(
            "outcome",
            "内容",
            asked=False,
            ask="做了什么？",
            read=reading.words,
            free=True,
            when=telling.may_be_read,
        ),
    ),
    of_pack=_asked_by_pack,
    adds="outcome",
    apart=of_something_else,
    read=telling.read,
    unsaid=telling.unsaid,
    several=telling.several,
    one_more=telling.one_more,
    is_other=telling.is_other,
    more=telling.more,
    infer=telling.infer,
    catch=catching.catch,
    submit=_submit,
)
