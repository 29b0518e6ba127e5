"""工作人员: an administrator says what colleagues may do and where, and lets them go."""

from __future__ import annotations

import re

from actions.staff.members import change_staff, colleagues, remove_staff, renew_code
from handlers.conversations.staff.add_staff import code_of
from handlers.conversations.staff.posts import (
    NOT_YOURS,
    REGION,
    ROLES,
    closed,
    place,
    posts,
    read_place,
    read_posts,
)
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told
from handlers.engine.form import Command, Form, Options, Outcome
from handlers.message import Choice, Reply
from programme.roles import OFFICE
from storage.queries.staff.members import Member


def _label(member: Member) -> str:
    return f"{member.name}（{place(member.jurisdiction)}，{posts(member.roles)}）"


def _found(talk: ConversationContext) -> Options:
    return [(_label(member), member.id) for member in colleagues(talk.work, talk.speaker)]


_MEMBER = OneOf("member", "工作人员", "是哪一位？", _found)
_GIVES_WAY = re.compile(r"不(?:再)?(?:管|做|负责|审)[^，,。]*")


def _named(talk: ConversationContext, text: str) -> int | None:
    """The one colleague whose name stands in the text."""
    found = [one for one in colleagues(talk.work, talk.speaker) if one.name and one.name in text]
    return found[0].id if len(found) == 1 else None


def _read_member(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values({"member": _named(talk, text)})


def _read_change(talk: ConversationContext, text: str, values: Values) -> Values:
    """«孙丽以后管霞山，做审核»: whom, where and what; what they no longer do is left out."""
    told = _GIVES_WAY.sub("", text)
    member = _named(talk, text) if "member" not in values else None
    found = {"member": member, "region": read_place(talk, told), "roles": read_posts(talk, told)}
    return reading.as_values(found)


_NOBODY = Outcome(Reply("您的辖区里还没有别的工作人员。说「增加工作人员」就能加。"))


def _list(talk: ConversationContext) -> Reply:
    if closed(talk, {}):
        return Reply(NOT_YOURS)
    lines = [f"　{label}" for label, _ in _found(talk)] or ["　还没有别的工作人员。"]
    ways = (
        ("增加工作人员", "add_staff"),
        ("调整工作人员", "change_staff"),
        ("移除工作人员", "remove_staff"),
        ("换绑定码", "staff_code"),
    )
    choices = tuple(Choice(caption, tokens.start(name)) for caption, name in ways)
    return Reply("\n".join(["您管理的工作人员：", *lines]), choices=choices)


def _change(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    where, roles = values["region"], values["roles"]
    change_staff(talk.work, talk.speaker, values["member"], where, roles, talk.now)
    return Outcome(Reply(f"已修改：负责{place(where)}，{posts(roles)}{told(talk)}。"))


def _remove(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    name = remove_staff(talk.work, talk.speaker, values["member"], talk.now)
    return Outcome(Reply(f"已移除{name}{told(talk)}。办过的事都留有记录。"))


def _renew_code(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    names = {member.id: member.name for member in colleagues(talk.work, talk.speaker)}
    code = renew_code(talk.work, talk.speaker, values["member"], talk.now)
    return Outcome(Reply(code_of(names[values["member"]], code)))


def _as_it_is(talk: ConversationContext, values: Values) -> Values:
    """A colleague's entry, to be changed in the card."""
    chosen = _MEMBER.infer(talk, values) | values
    for member in colleagues(talk.work, talk.speaker):
        if member.id == chosen.get("member"):
            return {"member": member.id, "region": member.jurisdiction, "roles": list(member.roles)}
    return {}


COLLEAGUES = Command(
    "colleagues",
    "工作人员",
    ("工作人员", "工作人员名单", "管理人员", "同事", "我们这儿都有谁"),
    _list,
    OFFICE,
    ("staff.people",),
)
CHANGE_STAFF = Form(
    name="change_staff",
    version=1,
    title="调整工作人员",
    serves=("staff.people",),
    examples=("调整工作人员", "修改工作人员", "改岗位", "改辖区", "他以后改管别的区", "给他加个管理员岗位"),
    roles=OFFICE,
    card="调整工作人员",
    slots=(_MEMBER.slot, REGION, ROLES),
    read=_read_change,
    infer=_as_it_is,
    closed=closed,
    deed=deed("调整", "调", "改", undone="好，不调整。"),
    submit=_change,
)
REMOVE_STAFF = Form(
    name="remove_staff",
    version=1,
    title="移除工作人员",
    serves=("staff.people",),
    examples=("移除工作人员", "删除工作人员", "工作人员离职", "同事调走了", "把他从系统里去掉"),
    roles=OFFICE,
    card="移除工作人员（不再能看、能办任何事）",
    irreversible=True,
    slots=(_MEMBER.slot,),
    read=_read_member,
    infer=_MEMBER.infer,
    closed=closed,
    deed=deed("移除", "移出", "删", "删除", opposites=("留着", "留"), undone="好，不移除。"),
    submit=_remove,
)
STAFF_CODE = Form(
    name="staff_code",
    version=1,
    title="换绑定码",
    serves=("staff.people",),
    examples=("换绑定码", "工作人员绑定码", "同事换手机了", "同事进不来了"),
    roles=OFFICE,
    slots=(_MEMBER.slot,),
    read=_read_member,
    infer=_MEMBER.infer,
    closed=closed,
    submit=_renew_code,
)
