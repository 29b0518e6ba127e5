"""绑定: a certified expert's or station's account finds its entry in the register."""

from __future__ import annotations

import re

from actions.people.bind import bind, unbind
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Choice, Reply
from programme.roles import MEMBERS, NEWCOMERS

HOW = (
    "已认定的专家和工作站：请向所在地的服务中心要一个绑定码，发来「绑定 加绑定码」，"
    "就能在这里接需求、记日记、看进度。\n还没认定：直接申请，一句话就能开始。"
)
_STRAY = re.compile(r"^(?:绑定|/start|bind)[\s:：]*([0-9A-Za-z_\-]{3,64})$", re.IGNORECASE)
_CODE = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", re.IGNORECASE)


def _read_code(talk: ConversationContext, text: str) -> str | None:
    found = _CODE.search(text)
    return found[0].lower() if found else None


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """A code; or what a link or a poster brought in its place («绑定 poster2026»)."""
    if code := _read_code(talk, text):
        return {"code": code}
    return {"stray": found[1]} if (found := _STRAY.match(text)) else {}


def _no_code(talk: ConversationContext) -> Outcome:
    """Somebody new is greeted and goes on; whoever may hold a title hears what a code looks like."""
    if talk.speaker.roles & MEMBERS:
        return Outcome(Reply("这不是绑定码：绑定码是 32 位的数字和字母，请向所在地的服务中心要一个。"))
    greeting = "您好，我是益企。企业遇到问题直接说就行，比如「想贷款买设备，没有抵押物」。"
    code = "要绑定的话，绑定码是 32 位的数字和字母，请整段发来。"
    choices = (
        Choice("请专家帮忙", tokens.start("need")),
        Choice("我是专家或工作站", tokens.start("i_am_expert")),
    )
    return Outcome(Reply(f"{greeting}\n{code}", choices=choices))


def _bind(talk: ConversationContext, values: Values) -> Outcome:
    if "code" not in values:
        return _no_code(talk)
    who = bind(talk.work, talk.speaker, values["code"], talk.now)
    ways = _FOR_STAFF if "staff" in who.roles else _FOR_HOLDERS
    choices = tuple(Choice(caption, tokens.start(name)) for caption, name in ways)
    return Outcome(Reply(f"绑定成功，{who.name}，您好。以后的需求和提醒都发到这里。", choices=choices))


_FOR_STAFF = (("待办", "todo"), ("待审核", "queue"))
_FOR_HOLDERS = (("我的进度", "my_progress"), ("记日记", "diary"))


BIND = Form(
    name="bind",
    version=1,
    title="绑定账号",
    serves=("binding",),
    examples=("绑定", "绑定账号", "我要绑定", "怎么绑定", "怎么把账号绑上"),
    sample="绑定 工作人员给您的绑定码",
    slots=(
        Slot(
            "code",
            "绑定码",
            ask="请把工作人员给您的绑定码发来。",
            read=_read_code,
            when=lambda talk, values: "stray" not in values,
            hint="绑定码是 32 位的数字和字母，请整段复制发来。没有就向所在地的服务中心要。",
        ),
        Slot("stray", "", hidden=True, asked=False),
    ),
    read=_read,
    syntax=lambda text: bool(_CODE.search(text) or _STRAY.match(text)),
    submit=_bind,
)


EFFECT = "这个账号不再接收您的需求和提醒；资格和记录不受影响，别的账号照常"


def _unbind(talk: ConversationContext, values: Values) -> Outcome:
    unbind(talk.work, talk.speaker, talk.now)
    return Outcome(Reply("已解除绑定，这个账号不再接收您的需求和提醒。想再用时，向服务中心要一个绑定码。"))


UNBIND = Form(
    name="unbind",
    version=1,
    title="解除绑定",
    serves=("binding",),
    examples=("解除绑定", "解绑", "我要解绑", "这个号不绑了"),
    roles=MEMBERS,
    card="解除绑定",
    slots=(Slot("effect", "确认以后", asked=False),),
    infer=lambda talk, values: {"effect": EFFECT},
    submit=_unbind,
)


def _how(talk: ConversationContext) -> Reply:
    entries = (
        ("绑定账号", "bind"),
        ("申请志愿专家", "apply_expert"),
        ("申请志愿服务工作站", "apply_station"),
    )
    return Reply(HOW, choices=tuple(Choice(caption, tokens.start(name)) for caption, name in entries))


I_AM_EXPERT = Command(
    "i_am_expert",
    "我是专家或工作站",
    ("我是专家", "我是志愿专家", "我是工作站", "我是专家或工作站"),
    _how,
    NEWCOMERS,
)
