"""站里的人: whoever is in charge of a station invites and removes its clerks; each may leave; who did how much stands beside them."""

from __future__ import annotations

import re

from actions.people.clerks import NOT_HEAD, invite_clerk, leave_station, remove_clerk
from handlers.engine import tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from language.called import surname
from language.lexicon import words_of
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


_OURS = r"(?:我|们|咱|站里|本站|站|这边|这里|想|要|得|再|帮|给|把|请|的|[，,\s])*"
_DESK = r"(?:经办人?|办事的?人?|同事|管事的?人?|对接的?人?|人手|人)"
_INVITES = re.compile(
    rf"{_OURS}(?:加|添|增加|新增|来|多|拉)(?:上|进来)?(?:一?[个位名])?(?:新的?)?{_DESK}(?![们家])(?:进来)?(?=$|[，,。：:\s吧叫是])"
    rf"|{_OURS}(?:换|改)(?:一?[个位])?{_DESK}(?:来)?(?:对接|联系|经办|办|管|跟)?(?=$|[，,。：:\s吧叫是了])"
)
_WHO = re.compile(
    rf"{_OURS}(?:经办人?|同事)(?:现在|都|一共)*(?:有|是)(?:谁|哪些|哪几[个位]|几[个位]).{{0,4}}|(?:我们站|咱们站|站里)(?:现在|一共)*(?:有)?几(?:个人|个经办|位经办).{{0,4}}"
)
_LEFT = re.compile(
    r"不[干做]了|走了|调走|调离|离职|辞职|退休|不在(?:我们)?(?:站|这)|去掉|移[出除走]|删[了掉除]|踢|拿掉|换掉"
)


_SOMEBODY = re.compile(
    rf"(?:把|让|那个?|我们站的?|站里的?)*(?:[小老阿][{''.join(words_of('surnames'))}]|[{''.join(words_of('surnames'))}][\u4e00-\u9fff]{{1,2}}?)(?:已经|要|也|现在|从|[，,\s])*(?:{_LEFT.pattern})"
)


def _says_somebody_left(talk: ConversationContext, text: str) -> bool:
    """Whether the head of a station says it of somebody else, known or not: never of their own title."""
    is_head = talk.speaker.station_role == HEAD
    return _gone(talk, text) is not None or (is_head and _SOMEBODY.match(text.strip()) is not None)


def _gone(talk: ConversationContext, text: str) -> int | None:
    """The one of the station whom a text calls by name, or by surname («小黄»), and says to have left or to be taken off."""
    if talk.speaker.station_role != HEAD or not _LEFT.search(text):
        return None
    found = [one for one in people_of(talk.work, talk.speaker.station_id or 0) if one.role != HEAD]
    whole = [one.person_id for one in found if one.name in text]
    called = whole or [one.person_id for one in found if re.search(rf"[小老阿]{surname(one.name)}", text)]
    return called[0] if len(called) == 1 else None


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
    syntax=lambda text: _INVITES.match(text.strip()) is not None,
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
    heeds=_says_somebody_left,
    read=lambda talk, text, values: {"clerk": key} if (key := _gone(talk, text)) else {},
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
    syntax=lambda text: _WHO.fullmatch(text.strip()) is not None,
)
