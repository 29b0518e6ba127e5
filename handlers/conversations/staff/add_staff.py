"""增加工作人员: a new colleague, who comes in by a one-time code."""

from __future__ import annotations

import re

import language
from actions.staff.members import add_staff
from handlers.conversations.staff.posts import REGION, ROLES, closed, read_place, read_posts
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from programme.roles import OFFICE

_ADDS = re.compile(r"^(?:请|帮我)?(?:增加|添加|新增|加)(?:一[个名位])?(?:工作人员|同事|人员)?[，,：:\s]*")
_BROUGHT = re.compile(
    r"[把让将]?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:也|以后)?(?:加进来|加上|加入|进来|来管|新来)"
)
_NEW = re.compile(r"(?:新来的|来了个|同事叫|叫)(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[，,。\s管负做]|$)")


def _read_new(talk: ConversationContext, text: str, values: Values) -> Values:
    told = _ADDS.sub("", text)
    return reading.as_values(
        {
            "name": _name(told) if "name" not in values else None,
            "region": read_place(talk, told),
            "roles": read_posts(talk, told),
        }
    )


def _name(told: str) -> str | None:
    """«孙丽 赤坎 审核», «把小李加进来管赤坎», «新来的同事叫孙丽，管赤坎»."""
    found = _NEW.search(told) or _BROUGHT.search(told)
    return found["name"].lstrip("把让将") if found else language.read_name(told)


def code_of(name: str, code: str) -> str:
    """A new code in words; it is shown this once."""
    return f"{name}的绑定码，只显示这一次，10 分钟内有效：\n{code}\n请本人发来：绑定 {code}"


def _add(talk: ConversationContext, values: Values) -> Outcome:
    name = values["name"]
    code = add_staff(talk.work, talk.speaker, name, values["region"], values["roles"], talk.now)
    return Outcome(Reply(f"已增加{name}。{code_of(name, code)}"))


ADD_STAFF = Form(
    name="add_staff",
    version=1,
    title="增加工作人员",
    serves=("staff.people",),
    examples=("增加工作人员", "添加工作人员", "新增工作人员", "新来一个同事", "把他加进来管一个区"),
    roles=OFFICE,
    sample="增加工作人员 孙丽 湛江市赤坎区 审核",
    card="增加工作人员",
    slots=(
        Slot("name", "姓名", ask="姓名是？", read=reading.person, hint="姓名是？比如「孙丽」。"),
        REGION,
        ROLES,
    ),
    read=_read_new,
    syntax=lambda text: re.match(r"^(增加|添加|新增)(工作人员|同事)", text) is not None,
    closed=closed,
    submit=_add,
)
