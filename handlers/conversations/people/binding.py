"""绑定: a certified expert's or station's account finds its entry in the register."""

from __future__ import annotations

import re

from actions.diaries.contact_links import OVER, hashed, is_contact_code
from actions.needs.visits import is_visit_code, take_code
from actions.people.bind import bind, unbind
from actions.people.clerks import come_by_code, is_clerk_code
from actions.people.invite import accept_invitation, is_invitation
from actions.people.invite_applicant import Invitee, is_applicant_invitation, take_invitation
from handlers.conversations.people.by_link import HELLO, WAYS
from handlers.conversations.people.clerks import WHAT
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.links import is_foreign
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from programme.clerks import CLERK, NAMES, VIEWER
from programme.roles import HOLDER_NAMES, MEMBERS, NEWCOMERS
from storage.queries.diaries.contact_links import open_link

HOW = "已经是专家或工作站的，找当地服务中心要绑定码，10 分钟内有效，整段粘贴发给我就行。还没认定的，点下面申请。"
_STRAY = re.compile(
    r"(?:我的?)?(?:绑定码?|bind)(?:是|为)?[\s:：+＋]*([0-9A-Za-z][0-9A-Za-z_\-\s]{2,79})", re.IGNORECASE
)
"""«绑定» and what is no code."""
_NEARLY = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{24,40}", re.IGNORECASE)
"""A code by itself, with a letter too many, too few or wrong. Nothing else that people are asked for is so long."""
LONGEST_SHOWN = 24
_BETWEEN = re.compile(r"[\s\-]")
_CODE = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", re.IGNORECASE)


def _read_code(talk: ConversationContext, text: str) -> str | None:
    found = _CODE.search(text) or _CODE.search(_BETWEEN.sub("", text))
    return found[0].lower() if found else None


def _no_code_in(text: str) -> str:
    """What somebody took for a code; empty where there is none."""
    found = _STRAY.fullmatch(text) or _NEARLY.fullmatch(text)
    return found[found.lastindex or 0] if found else ""


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """A code; or what somebody took for one («绑定 poster2026», a code with a letter missing)."""
    if code := _read_code(talk, text):
        return {"code": code}
    return {"stray": stray} if (stray := _no_code_in(text)) else {}


def _no_code(talk: ConversationContext, said: str) -> Outcome:
    """Whoever typed it hears what a code looks like; somebody new is greeted besides and goes on."""
    no_code = f"“{shorten(said, LONGEST_SHOWN)}”不是绑定码：绑定码是 32 位的数字和字母，"
    if talk.speaker.roles & MEMBERS:
        human = next_steps.STAFF
        return Outcome(Reply(f"{no_code}找当地服务中心要一个。", choices=(human,)))
    return Outcome(Reply(f"{no_code}有的话整段粘贴发来。\n{HELLO}", choices=WAYS))


_OF_BINDING = re.compile(r"绑|码|bind|账号|帐号|关联|换号|登录|登陆", re.IGNORECASE)


def _rather(talk: ConversationContext, text: str) -> str:
    """«可是我没证据，只有微信记录» speaks of no account."""
    return "" if _OF_BINDING.search(text) else "unclear"


def _bind(talk: ConversationContext, values: Values) -> Outcome:
    if "code" not in values:
        return _no_code(talk, values["stray"])
    if is_invitation(talk.work, values["code"]):
        firm = accept_invitation(talk.work, talk.speaker, values["code"], talk.now)
        return Outcome(
            Reply(f"好了，您现在也替{firm}说话，公司的需求和进展都看得到。", choices=_FOR_COLLEAGUES)
        )
    if is_applicant_invitation(talk.work, values["code"]):
        return _invited(talk, take_invitation(talk.work, talk.speaker, values["code"], talk.now))
    if is_clerk_code(talk.work, values["code"]):
        station, role = come_by_code(talk.work, talk.speaker, values["code"], talk.now)
        return Outcome(
            Reply(f"好了，您现在是{station}的{NAMES[role]}。{WHAT[role]}", choices=_FOR_CLERKS[role])
        )
    if is_visit_code(talk.work, values["code"]):
        visit = take_code(talk.work, talk.speaker, values["code"], talk.now)
        return Outcome(Reply("您好，我是益企，帮小企业免费请专家。"), then=("visit_answer", {"visit": visit}))
    if is_contact_code(talk.work, values["code"]):
        return _contact(talk, values["code"])
    who = bind(talk.work, talk.speaker, values["code"], talk.now)
    ways = _FOR_STAFF if "staff" in who.roles else _FOR_HOLDERS
    choices = tuple(Choice(caption, tokens.start(name)) for caption, name in ways)
    return Outcome(Reply(f"绑定成功，{who.name}，您好。以后的需求和提醒都发到这里。", choices=choices))


def _contact(talk: ConversationContext, code: str) -> Outcome:
    """What somebody recorded of a service to them, to be confirmed, while the link is good."""
    if open_link(talk.work, hashed(code), talk.now) is None:
        return Outcome(Reply(OVER, choices=WAYS))
    return Outcome(Reply("您好，我是益企，帮小企业免费请专家。"), then=("contact_answer", {"code": code}))


def _invited(talk: ConversationContext, who: Invitee) -> Outcome:
    """The form to apply by, with what staff knew of them."""
    person = {"name": who.name} if who.kind == "expert" else {"unit": who.name}
    known = person | {"unit": who.unit or person.get("unit"), "phone": who.phone, "region": who.region}
    greeting = f"{who.name}，您好，服务中心请您申请{HOLDER_NAMES[who.kind]}。接不接都可以。"
    values = {name: value for name, value in known.items() if value}
    return Outcome(Reply(greeting), then=(f"apply_{who.kind}", values))


_FOR_CLERKS = {
    CLERK: (next_steps.DIARY, next_steps.PUBLISH_EVENT, next_steps.MY_PROGRESS),
    VIEWER: (next_steps.MY_PROGRESS, next_steps.EVENTS),
}
_FOR_COLLEAGUES = (
    next_steps.MY_NEEDS,
    next_steps.ASK_FOR_EXPERT,
)
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
            ask="绑定码是？整段粘贴发来就行。",
            read=_read_code,
            when=lambda talk, values: "stray" not in values,
            hidden=True,
            hint="绑定码是 32 位数字和字母，整段粘贴发来。没有的话，找当地服务中心要。",
        ),
        Slot("stray", "", hidden=True, asked=False),
    ),
    read=_read,
    rather=_rather,
    syntax=lambda text: not is_foreign(text) and bool(_CODE.search(text) or _no_code_in(text)),
    submit=_bind,
)


EFFECT = "这个账号不再接收您的需求和提醒；资格和记录不受影响，别的账号照常"


def _unbind(talk: ConversationContext, values: Values) -> Outcome:
    unbind(talk.work, talk.speaker, talk.now)
    return Outcome(Reply("已解除绑定，这个账号不再收到您的需求和提醒。想再用时，向服务中心要一个绑定码。"))


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
    deed=deed("解除", "解绑", "解", undone="好，不解除。"),
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
