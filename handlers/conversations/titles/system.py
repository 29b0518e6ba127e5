"""登记系统编号: under which number a holder stands in 全国志愿服务信息系统; who is missing there (S10.1)."""

from __future__ import annotations

import re

from actions.titles.system import enter_in_system
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.records import told_apart
from programme.qualification import IN_FORCE
from programme.roles import HOLDERS, OFFICE
from storage.queries.titles.holders import Holder, holders_in
from storage.queries.titles.standing import qualifications_of
from storage.queries.titles.system import missing

SHOWN = 12
SHOWN_TO_CHOOSE = 8
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{6,24}(?![0-9A-Za-z])", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:登记|记|录入?|补)[^，,。]{0,16}(?:系统|志愿者?)(?:的)?编号|(?:志愿服务|志愿者|信息系统|系统)(?:的)?(?:登记)?编号(?:是|为|[：:])"
)


def _number(talk: ConversationContext, text: str) -> str | None:
    found = _NUMBER.findall(text)
    return found[-1].upper() if found else None


def _named(talk: ConversationContext, values: Values) -> list[Holder]:
    """The holders whom the words of staff name."""
    named = values.get("named", "")
    here = talk.speaker.jurisdiction
    return holders_in(talk.work, here, IN_FORCE, named_in=named, limit=SHOWN_TO_CHOOSE) if named else []


def _whose(talk: ConversationContext, values: Values) -> Options:
    if talk.speaker.roles & OFFICE:
        found = talk.once(_named, values) or holders_in(
            talk.work, talk.speaker.jurisdiction, IN_FORCE, limit=SHOWN_TO_CHOOSE
        )
        return [(f"{one.name}（{told_apart(one)}）", one.qualification_id) for one in found]
    return [(one.pack, one.id) for one in qualifications_of(talk.work, talk.speaker, IN_FORCE)][:1]


def _infer(talk: ConversationContext, values: Values) -> Values:
    """Staff must have named the one: whoever is the only one here is not meant for that."""
    found = talk.once(_whose, values)
    named = talk.speaker.roles.isdisjoint(OFFICE) or talk.once(_named, values)
    return {"title": found[0][1]} if named and len(found) == 1 else {}


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    return reading.as_values(
        {"number": _number(talk, text), "named": text if "named" not in values else None}
    )


def _enter(talk: ConversationContext, values: Values) -> Outcome:
    if "title" not in values:
        return Outcome(Reply("您的辖区里现在没有专家和工作站。"))
    who = enter_in_system(talk.work, talk.speaker, values["title"], values["number"], talk.now)
    ways = (Choice("谁没登记", tokens.start("not_in_system")),) if talk.speaker.roles & OFFICE else ()
    return Outcome(Reply(f"记下了：{who.name}的系统编号 {values['number']}。", choices=ways))


ENTER_SYSTEM = Form(
    name="enter_system",
    version=1,
    title="登记系统编号",
    examples=("登记系统编号", "登记志愿者编号"),
    syntax=lambda text: _SAYS.search(text) is not None and _NUMBER.search(text) is not None,
    roles=OFFICE | HOLDERS,
    slots=(
        Slot(
            "title",
            "谁的",
            ask="是哪一位的编号？",
            options=_whose,
            when=lambda talk, values: bool(talk.once(_whose, values)),
            hint="点一下是哪一位。",
        ),
        Slot(
            "number",
            "系统编号",
            ask="在全国志愿服务信息系统里的编号是？",
            read=_number,
            when=lambda talk, values: "title" in values or bool(talk.once(_whose, values)),
            hint="编号是 6 到 24 位数字和字母，照系统里的写。",
        ),
        Slot("named", "", hidden=True, asked=False),
    ),
    read=_read,
    infer=_infer,
    submit=_enter,
)


def _missing(talk: ConversationContext) -> Reply:
    found = missing(talk.work, talk.speaker.jurisdiction, IN_FORCE)
    if not found:
        return Reply("都在全国志愿服务信息系统登记过了。")
    lines = [f"　{one.name}（{told_apart(one)}）" for one in found[:SHOWN]]
    more = [f"　另有 {len(found) - SHOWN} 位。"] * (len(found) > SHOWN)
    head = f"还有 {len(found)} 位没有系统编号。要表格就说「导出信息系统登记表」，登记好了说「登记系统编号」。"
    return Reply("\n".join([head, *lines, *more]))


NOT_IN_SYSTEM = Command(
    "not_in_system",
    "谁没登记",
    ("谁没登记", "谁没登记信息系统", "没登记的", "哪些没登记系统", "信息系统登记情况"),
    _missing,
    OFFICE,
)
