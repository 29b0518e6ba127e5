"""站里的人: whoever is in charge of a station invites and removes its clerks; each may leave; who did how much stands beside them."""

from __future__ import annotations

from actions.people.clerks import NOT_HEAD, invite_clerk, leave_station, remove_clerk
from handlers.engine import tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from programme.clerks import CLERK, HEAD, INVITED, NAMES, VIEWER
from programme.roles import STATION
from storage.queries.people.clerks import AtDesk, Done, done_by, people_of, station_name

WHAT = {
    CLERK: "日记、活动、收集的需求都能办；进出的人和资格由负责人定。",
    VIEWER: "站里的记录和活动都看得到，要办的事请负责人或经办人。",
}
"""What each of those who are invited may do."""
_ROLES = tuple((NAMES[role], role) for role in INVITED)
_INVITE = Choice("邀请经办人", tokens.start("invite_clerk"))
_REMOVE = Choice("移出站里的人", tokens.start("remove_clerk"))


def _head_only(talk: ConversationContext, values: Values) -> str:
    return "" if talk.speaker.station_role == HEAD else NOT_HEAD


def _read_role(talk: ConversationContext, text: str) -> str | None:
    if any(word in text for word in ("只看", "看看", "查看", "只读")):
        return VIEWER
    return CLERK if "经办" in text or "办事" in text else None


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    code = invite_clerk(talk.work, talk.speaker, values["role"], talk.now)
    return Outcome(
        Reply(
            f"{NAMES[values['role']]}的邀请码，只显示这一次，24 小时内有效：\n{code}\n请本人发来：绑定 {code}"
        )
    )


INVITE = Form(
    name="invite_clerk",
    version=1,
    title="邀请经办人",
    examples=(
        "邀请经办人",
        "给站里加一个人",
        "站里再来一个经办人",
        "让站里的同事也能办",
        "给站里同事一个邀请码",
    ),
    roles=STATION,
    slots=(
        Slot(
            "role",
            "身份",
            ask="请来办事，还是只看？经办人能记日记、发活动、报需求。",
            read=_read_role,
            options=lambda talk, values: _ROLES,
            hint="经办人，还是只看？点一下就行。",
        ),
    ),
    read=lambda talk, text, values: {"role": role} if (role := _read_role(talk, text)) else {},
    closed=_head_only,
    submit=_invite,
)


def _others(talk: ConversationContext) -> Options:
    found = people_of(talk.work, talk.speaker.station_id or 0)
    return [(f"{one.name}（{NAMES[one.role]}）", one.person_id) for one in found if one.role != HEAD]


_CLERK = OneOf("clerk", "哪一位", "移出哪一位？", _others, none="站里现在只有您一位，没有要移出的人。")


def _remove(talk: ConversationContext, values: Values) -> Outcome:
    remove_clerk(talk.work, talk.speaker, values["clerk"], talk.now)
    return Outcome(Reply("已移出，以后不能替站里办事了，做过的都留着。"))


REMOVE = Form(
    name="remove_clerk",
    version=1,
    title="移出站里的人",
    examples=("移出站里的人", "移出经办人", "站里有人调走了", "经办人不干了"),
    roles=STATION,
    card="移出站里的人",
    slots=(_CLERK.slot,),
    infer=_CLERK.infer,
    closed=_head_only,
    needless=_CLERK.needless,
    deed=deed("移出", "移除", undone="好，不移出。"),
    submit=_remove,
)


def _of_clerks(talk: ConversationContext, values: Values) -> str:
    is_head = talk.speaker.station_role == HEAD
    return "您是站里的负责人，要退出说「申请退出」。" if is_head else ""


def _leave(talk: ConversationContext, values: Values) -> Outcome:
    leave_station(talk.work, talk.speaker, talk.now)
    return Outcome(Reply("好的，您已退出工作站，做过的都留着。谢谢您。"))


LEAVE = Form(
    name="leave_station",
    version=1,
    title="不在站里了",
    examples=("不在站里了", "我不在站里干了", "我不当经办人了"),
    roles=STATION,
    card="退出工作站",
    slots=(Slot("station", "工作站", asked=False, counted=True, ask="没有要改的，确认或取消就行。"),),
    look="确定退出吗？",
    infer=lambda talk, values: (
        {"station": station_name(talk.work, talk.speaker.station_id)}
        if talk.speaker.station_id is not None
        else {}
    ),
    closed=_of_clerks,
    deed=deed("退出", undone="好，不退出。"),
    submit=_leave,
)


def _list(talk: ConversationContext) -> Reply:
    """Everybody there with what they did this year; the head may change it."""
    station = talk.speaker.station_id or 0
    done = done_by(talk.work, station, talk.today.year)
    lines = [_line(one, done.get(one.person_id, Done())) for one in people_of(talk.work, station)]
    if talk.speaker.station_role != HEAD:
        return Reply(
            "\n".join(["站里的人，今年办的：", *lines]),
            choices=(Choice("不在站里了", tokens.start("leave_station")),),
        )
    choices = (_INVITE, *((_REMOVE,) if len(lines) > 1 else ()))
    return Reply("\n".join(["站里的人，今年办的：", *lines]), choices=choices)


def _line(one: AtDesk, done: Done) -> str:
    parts = [
        f"日记 {done.diaries} 篇" if done.diaries else "",
        f"活动 {done.activities} 场" if done.activities else "",
    ]
    did = "、".join(part for part in parts if part) or "还没有"
    return f"　{one.name}，{NAMES[one.role]}：{did}"


PEOPLE = Command(
    "station_people",
    "站里的人",
    ("站里的人", "站里有谁", "站里有哪些经办人", "站里谁在用", "站里谁办了多少"),
    _list,
    STATION,
)
