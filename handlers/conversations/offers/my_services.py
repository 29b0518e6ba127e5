"""我的服务: what an expert has in hand, whom to call, where, and what comes next; and when both meet, for whoever asks."""

from __future__ import annotations

import re

from handlers.engine import next_steps, tokens
from handlers.engine.chats import CHAT
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.meetings import when_and_where
from handlers.rendering.moments import moment
from handlers.rendering.plain import phone_of, shorten, show_region
from programme.roles import EXPERT, NEWCOMERS
from storage.queries.needs import NeedFacts, contact_of, needs_of, services_under_way
from storage.queries.offers.meetings import MeetingFacts, meetings_of
from storage.queries.offers.standing import standings

NONE = "您手上没有接下的服务。"
_IN_HAND = re.compile(
    r"(?:我|现在|目前|看下?)*(?:手上|手头|在办|正在办|接着|接下|接了)(?:在办|接|的|有|是|现在|正在|着|了)*(?:哪些|哪几|几|多少|什么)(?:家|个|条|单|件|企业|需求|服务|手上的|在办的)*[啊呀呢的?？。]*"
    r"|我(?:有|接了?)(?:哪几|哪些|几)[家单件条个](?:手上|在办|接下)?的?[?？。]*"
)
"""«我手上在办的有哪些单», «我有哪几家手上的»."""
_NEAR = Choice("附近需求", tokens.start("open_needs"))
_WHO = r"(?:那位|这位|接单的)?[\u4e00-\u9fff]{0,4}?(?:会计师?|律师|专家|老师|教授|工程师|顾问|师傅|[\u4e00-\u9fff]工|他|她|对方|人)"
_WHEN = re.compile(
    rf"(?:请问|那)?(?:{_WHO})?(?:大概|到底)?(?:什么时候|什么时间|啥时候?|几时|何时|几点钟?|哪天|哪一天)(?:能|会|可以|才|要)?"
    r"(?:过来|来|到|上门|见面|碰面)(?:我们|我)?(?:这里|这边|这儿|厂里|公司|店里)?(?:啊|呀|呢|吗|的)?[?？。]*"
    r"|(?:我们)?约的?(?:是)?(?:什么时候|几点|哪天|几号|周几)(?:来着|啊|呢)?[?？]*|约好的时间[?？]*"
)
"""«会计什么时候来», «约的是几点»; «停电什么时候来» is asked of nobody."""
_WEEKDAY = r"(?:这|下|本)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天]"
_APPOINTED = r"(?<![大合违签节预制条公契])约(?![定束合莫谈])"
"""«大约», «违约» and «约定» are no appointment."""
_STANDS = re.compile(
    rf"(?!.*(?:活动|讲座|培训|报名|开会|截止|日记|合同|违约|交货|发货)).{{0,16}}(?:{_APPOINTED}|{_WEEKDAY}|[上下]午.{{1,4}}点).{{0,16}}"
    rf"(?:是不是|对不对|对吧|没记错吧|没错吧|还算数[吗不]?|还作数[吗不]?|变了没有?|{_WEEKDAY}还是{_WEEKDAY})[啊呀呢的?？。]*"
    r"|.{0,10}(?:老板|企业|厂里|对方|他|她|会计师?|律师|专家|老师|[总工])(?:那边|到底)?(?:啥|什么)时候(?:有空|方便|得闲)[啊呀呢?？]*"
)
"""«周三下午三点我记得，是不是», «那个约还算数吗，周三还是周四», «周老板啥时候有空»."""


def _services(talk: ConversationContext) -> Reply:
    found = services_under_way(talk.work, talk.speaker.expert_id)
    if not found:
        return Reply(NONE, choices=(_NEAR,))
    lines = [_line(talk, need, _meeting(talk, need)) for need in found]
    appoint = [Choice(f"约时间 {need.id} 号", tokens.start("appoint", "need", need.id)) for need in found]
    chat = [Choice(f"在这里聊 {need.id} 号", tokens.start(CHAT, "need", need.id)) for need in found]
    return Reply("\n".join(lines), choices=(*appoint, *chat, next_steps.DIARY))


def _line(talk: ConversationContext, need: NeedFacts, meeting: MeetingFacts | None) -> str:
    of = contact_of(talk.work, need.id)
    who = "，".join(part for part in (of.enterprise, of.name, phone_of(of)) if part)
    return f"{need.id} 号：{who}，{show_region(need.region)}。{_next(talk, meeting)}\n　“{shorten(need.text, 30)}”"


def _next(talk: ConversationContext, meeting: MeetingFacts | None) -> str:
    """What comes next: the time agreed, an answer that is waited for, a diary of what is over, else a time."""
    if meeting is None:
        return "下一步：约时间。"
    when = when_and_where(meeting, talk.now)
    if meeting.state == "agreed":
        return f"约在 {when}。" if meeting.starts_at > talk.now else f"{when}，下一步：记日记。"
    waits = "等对方答复" if meeting.proposer == talk.speaker.person_id else "等您答复"
    return f"想约 {when}，{waits}。" if meeting.starts_at > talk.now else "下一步：约时间。"


def _meeting(talk: ConversationContext, need: NeedFacts) -> MeetingFacts | None:
    return next(iter(meetings_of(talk.work, [need.id])), None)


def _when(talk: ConversationContext) -> Reply:
    """Of each service in hand, when both meet; where nothing is agreed, how to agree."""
    given = services_under_way(talk.work, talk.speaker.expert_id)
    had = needs_of(talk.work, talk.speaker.enterprise_id, ("accepted",))
    if not given and not had:
        waits = needs_of(talk.work, talk.speaker.enterprise_id, ("open", "unanswered"))
        return _nobody_yet(waits)
    lines = [_told(talk, need) for need in (*given, *had)]
    choices = [
        Choice(f"约时间 {need.id} 号", tokens.start("appoint", "need", need.id)) for need in (*given, *had)
    ]
    return Reply("\n".join(lines), choices=tuple(choices))


def _nobody_yet(waits: list[NeedFacts]) -> Reply:
    if not waits:
        return Reply("现在没有约好的服务。", choices=(next_steps.CAN_DO,))
    numbers = "、".join(f"{need.id} 号" for need in waits)
    status = next_steps.NEED_STATUS
    return Reply(f"{numbers}需求还没有专家接，接了就告诉您。", choices=(status,))


def _told(talk: ConversationContext, need: NeedFacts) -> str:
    meeting = _meeting(talk, need)
    other = need.enterprise if need.expert_id == talk.speaker.expert_id else need.expert
    if meeting and meeting.starts_at > talk.now and meeting.state == "agreed":
        return f"{other}，约在 {when_and_where(meeting, talk.now)}（{need.id} 号需求）。"
    if meeting and meeting.starts_at > talk.now:
        waits = "等对方答复" if meeting.proposer == talk.speaker.person_id else "等您答复"
        return f"{other}，想约 {moment(meeting.starts_at, talk.now)}，{waits}（{need.id} 号需求）。"
    return f"{other}，还没约时间{_call(talk, need)}（{need.id} 号需求）。"


def _call(talk: ConversationContext, need: NeedFacts) -> str:
    gives = need.expert_id == talk.speaker.expert_id
    of = contact_of(talk.work, need.id) if gives else standings(talk.work, [need.id])[need.id]
    return f"，电话 {phone_of(of)}" if of.phone else ""


MY_SERVICES = Command(
    "my_services",
    "我的服务",
    ("我的服务", "我接了哪些", "手上的服务", "我手上有几单"),
    _services,
    EXPERT,
    syntax=lambda text: _IN_HAND.fullmatch(text.strip()) is not None,
)
WHEN = Command(
    "when_we_meet",
    "约好的时间",
    ("约好的时间", "会计什么时候来", "约的是几点"),
    _when,
    NEWCOMERS | EXPERT,
    syntax=lambda text: any(one.fullmatch(text.strip()) for one in (_WHEN, _STANDS)),
)
