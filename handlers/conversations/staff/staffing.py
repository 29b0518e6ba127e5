"""工作人员: an administrator adds colleagues, says what they may do and where, lets them go."""

from __future__ import annotations

import re
from typing import Any

import language
from actions.access import may, may_ever
from actions.staff.members import add_staff, change_staff, colleagues, remove_staff, renew_code
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Notice, Options, Outcome, Slot
from handlers.message import Choice, Reply
from language import regions
from programme.roles import STAFF_NAMES
from storage.tables import Staff

STAFF = frozenset({"staff"})
WHOLE = ("000000", "100000")
OUTSIDE = "这个地方不在您的辖区内，请换一个。"
NOT_YOURS = "管理工作人员不在您的岗位职责内，请管理员来办。"
_POSTS: tuple[tuple[str, list[str]], ...] = (
    ("审核人员", ["reviewer"]),
    ("经办人员", ["operator"]),
    ("审核兼经办", ["reviewer", "operator"]),
    ("管理员", ["admin"]),
)
_WORDS = {"审核": "reviewer", "经办": "operator", "管理": "admin"}
_ADDS = re.compile(r"^(?:增加|添加|新增|加)(?:一[个名位])?(?:工作人员|同事|人员)?[，,：:\s]*")


def _place(code: str) -> str:
    return "全国" if code in WHOLE else regions.full_name(code)


def _posts(roles: list[str]) -> str:
    return "、".join(name for role, name in STAFF_NAMES.items() if role in roles)


def _read_place(talk: ConversationContext, text: str) -> str | None:
    return WHOLE[0] if "全国" in text else reading.region(talk, text)


def _read_posts(talk: ConversationContext, text: str) -> list[str] | None:
    return [role for word, role in _WORDS.items() if word in text] or None


def _closed(talk: ConversationContext, values: Values) -> str:
    return "" if may_ever(talk.speaker, "manage_staff") else NOT_YOURS


def _label(member: Staff, name: str) -> str:
    return f"{name}（{_place(member.jurisdiction)}，{_posts(member.roles)}）"


def _found(talk: ConversationContext) -> Options:
    return [(_label(member, name), member.id) for member, name in colleagues(talk.work, talk.speaker)]


_MEMBER = OneOf("member", "工作人员", "是哪一位？", _found)
_NOBODY = Outcome(Reply("您的辖区里还没有别的工作人员。回复「增加工作人员」就能加。"))
_REGION = Slot(
    "region",
    "辖区",
    ask="负责哪个省、市或区县？比如「湛江市」「湛江市赤坎区」。",
    read=_read_place,
    show=_place,
    check=lambda talk, code: "" if may(talk.speaker, "manage_staff", code) else OUTSIDE,
    hint="没认出这个地方，请说全称，比如「湛江市赤坎区」。",
)
_ROLES = Slot(
    "roles",
    "岗位",
    ask="做什么？审核人员看申请、决定警告和投诉；经办人员派需求、发绑定码；管理员都能做，还管人员。",
    read=_read_posts,
    show=_posts,
    options=lambda talk, values: _POSTS,
    hint="请点一下岗位。",
)


def _list(talk: ConversationContext) -> Reply:
    if _closed(talk, {}):
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


def _read_new(talk: ConversationContext, text: str, values: Values) -> Values:
    told = _ADDS.sub("", text)
    return reading.as_values(
        {
            "name": language.read_name(told),
            "region": _read_place(talk, told),
            "roles": _read_posts(talk, told),
        }
    )


def _code(name: str, code: str) -> str:
    return f"{name}的绑定码，只显示这一次，10 分钟内有效：\n{code}\n请本人发来：绑定 {code}"


def _add(talk: ConversationContext, values: Values) -> Outcome:
    name = values["name"]
    code = add_staff(talk.work, talk.speaker, name, values["region"], values["roles"], talk.now)
    return Outcome(Reply(f"已增加{name}。{_code(name, code)}"))


def _change(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    member = change_staff(
        talk.work, talk.speaker, values["member"], values["region"], values["roles"], talk.now
    )
    return Outcome(Reply(f"已修改：负责{_place(member.jurisdiction)}，{_posts(member.roles)}。已通知本人。"))


def _remove(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    name = remove_staff(talk.work, talk.speaker, values["member"], talk.now)
    return Outcome(Reply(f"已移除{name}，已通知本人。办过的事都留有记录。"))


def _renew_code(talk: ConversationContext, values: Values) -> Outcome:
    if "member" not in values:
        return _NOBODY
    names = {member.id: name for member, name in colleagues(talk.work, talk.speaker)}
    code = renew_code(talk.work, talk.speaker, values["member"], talk.now)
    return Outcome(Reply(_code(names[values["member"]], code)))


def _as_it_is(talk: ConversationContext, values: Values) -> Values:
    """A colleague's entry, to be changed in the card."""
    chosen = _MEMBER.infer(talk, values) | values
    for member, _ in colleagues(talk.work, talk.speaker):
        if member.id == chosen.get("member"):
            return {"member": member.id, "region": member.jurisdiction, "roles": list(member.roles)}
    return {}


COLLEAGUES = Command("colleagues", "工作人员", ("工作人员", "工作人员名单", "管理人员", "同事"), _list, STAFF)
ADD_STAFF = Form(
    name="add_staff",
    version=1,
    title="增加工作人员",
    starts=("增加工作人员", "添加工作人员", "新增工作人员"),
    roles=STAFF,
    sample="增加工作人员 孙丽 湛江市赤坎区 审核",
    card="增加工作人员",
    slots=(
        Slot("name", "姓名", ask="姓名是？", read=lambda talk, text: language.read_name(text)),
        _REGION,
        _ROLES,
    ),
    read=_read_new,
    intent_score=lambda talk, text: 1.0 if re.match(r"^(增加|添加|新增)(工作人员|同事)", text) else 0.0,
    closed=_closed,
    submit=_add,
)
CHANGE_STAFF = Form(
    name="change_staff",
    version=1,
    title="调整工作人员",
    starts=("调整工作人员", "修改工作人员", "改岗位", "改辖区"),
    roles=STAFF,
    card="调整工作人员",
    slots=(_MEMBER.slot, _REGION, _ROLES),
    infer=_as_it_is,
    closed=_closed,
    submit=_change,
)
REMOVE_STAFF = Form(
    name="remove_staff",
    version=1,
    title="移除工作人员",
    starts=("移除工作人员", "删除工作人员", "工作人员离职"),
    roles=STAFF,
    card="移除工作人员（不再能看、能办任何事）",
    slots=(_MEMBER.slot,),
    infer=_MEMBER.infer,
    closed=_closed,
    submit=_remove,
)
STAFF_CODE = Form(
    name="staff_code",
    version=1,
    title="换绑定码",
    starts=("换绑定码", "工作人员绑定码"),
    roles=STAFF,
    slots=(_MEMBER.slot,),
    infer=_MEMBER.infer,
    closed=_closed,
    submit=_renew_code,
)


def _changed(talk: ConversationContext, told: dict[str, Any]) -> Reply | None:
    roles = talk.speaker.staff_roles
    if roles is None or talk.speaker.jurisdiction is None:
        return Reply("您不再是工作人员了，谢谢您的付出。有疑问请联系管理员。")
    return Reply(f"您的岗位有调整：负责{_place(talk.speaker.jurisdiction)}，{_posts(roles)}。")


CHANGED = Notice("staff_changed", _changed)
