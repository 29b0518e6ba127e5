"""记日记: one message is one 志愿日记; only what is missing is asked."""

from __future__ import annotations

from datetime import date

from actions.diaries.progress import progress_of
from actions.diaries.record import Service, correct_diary, record_diary
from handlers.conversations.diaries import catching, telling
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import show_count, show_date, show_domains, show_form, show_hours
from handlers.rendering.progress import progress_line
from language import regions
from programme.roles import HOLDERS


def _service(values: Values) -> Service:
    told = telling.as_told(values)
    return Service(
        served_on=told.served_on,
        hours=told.hours,
        enterprises=told.enterprises,
        names=tuple(told.names),
        domains=tuple(values.get("domains", [])),
        form=told.form,
        region=told.region,
        outcome=values.get("outcome", ""),
        need_id=values.get("need") or None,
        times=told.times,
        besides=values.get("besides"),
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if "replaces" in values:
        correct_diary(talk.work, talk.speaker, values["replaces"], _service(values), talk.rules, talk.now)
        done = "已修改"
    else:
        record_diary(talk.work, talk.speaker, _service(values), talk.now)
        done = "已记录"
    year = date.fromisoformat(values["date"]).year
    hours = show_hours(values["hours"])
    found = progress_of(talk.work, talk.speaker, talk.rules, talk.today, year)
    line, undo = progress_line(found, year, talk.today), talk.rules.diaries.undo_hours
    return Outcome(
        Reply(
            f"{done}：{hours}、{values['enterprises']} 家。\n{line}\n{undo} 小时内可回复「修改日记」或「撤销」。"
        )
    )


DIARY = Form(
    name="diary",
    version=1,
    title="志愿日记",
    serves=("diary.log",),
    akin=("diary.fix",),
    examples=(
        "记日记",
        "写日记",
        "志愿日记",
        "记录服务",
        "登记服务",
        "填日记",
        "今天上午去蓝湾厂看了三个小时账",
        "上周三线上帮一家公司改合同，一个小时",
        "我刚服务完一家企业，帮我记一下",
    ),
    roles=HOLDERS,
    opening="请用一句话说说这次服务：哪天、多久、几家企业、讲了什么。"
    "比如「昨天下午在赤坎区给3家企业讲了两个半小时税务政策」。",
    sample="昨天下午在赤坎区给3家企业讲了两个半小时税务政策",
    counted="听到 {} 次，一次一份，先看第 1 份。",
    card="志愿日记",
    slots=(
        Slot("replaces", "", hidden=True, asked=False),
        Slot("need", "", hidden=True, asked=False),
        Slot("times", "", hidden=True, asked=False),
        Slot("besides", "", hidden=True, asked=False),
        Slot("done", "", hidden=True, asked=False),
        Slot(
            "date",
            "日期",
            ask="是哪一天的服务？",
            read=telling.a_day,
            show=show_date,
            options=telling.date_options,
            check=telling.check_date,
            hint="没认出日期，可以说「昨天」「上周三」「5月17日」。",
        ),
        Slot(
            "hours",
            "时长",
            ask="这次服务了多久？比如「两个半小时」「90分钟」，路上的时间不算。",
            read=reading.hours,
            show=show_hours,
            check=telling.check_hours,
            hint="时长要说准数，比如「2小时」「一个半小时」「下午两点到四点」。",
        ),
        Slot(
            "enterprises",
            "企业家数",
            ask="服务了几家企业？",
            read=reading.count,
            show=show_count,
            check=telling.check_count,
            hint="请说一个准数，比如「3家」。",
        ),
        Slot(
            "names",
            "企业名称",
            asked=False,
            ask="企业名称是？",
            read=telling.a_name,
            show="、".join,
            free=True,
        ),
        Slot(
            "domains",
            "领域",
            ask="主要是哪个领域？",
            read=reading.domains,
            guessed=True,
            show=show_domains,
            options=telling.domain_options,
            hint="请说一个领域，比如「税务」「法律」「数字化」。",
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
        Slot(
            "region", "地点", asked=False, ask="在哪个区或县？", read=reading.region, show=regions.full_name
        ),
        Slot(
            "outcome",
            "内容",
            asked=False,
            ask="请说说做了什么、有什么成效。",
            read=reading.words,
            free=True,
        ),
    ),
    adds="outcome",
    read=telling.read,
    unsaid=telling.unsaid,
    several=telling.several,
    one_more=telling.one_more,
    infer=telling.infer,
    catch=catching.catch,
    submit=_submit,
)
