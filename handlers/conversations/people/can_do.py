"""能做什么: by role and area, all that can be said, each with words that open it. The entries themselves are the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby

from actions.access import may_ever
from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import decisions
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply

ROLES = {"guest": "访客", "enterprise": "企业", "expert": "专家", "station": "工作站", "staff": "工作人员"}
AREAS = {
    "needs": "请专家帮忙",
    "offers": "找专家和接单",
    "diaries": "日记和评价",
    "titles": "资格",
    "applications": "申请和招募",
    "activities": "活动和培训",
    "complaints": "投诉和找人",
    "people": "账号和信息",
    "questions": "常见问题",
    "staff": "办理",
    "decisions": "审核决定",
    "reports": "统计和日报",
}
"""The shelves of conversations as people call them, in this order."""
NAME = "can_do"
_QUESTION = "faq_"


def shelf(entry: Form | Command) -> str:
    """The area that an entry belongs to: the shelf on which it is declared; common questions have one of their own."""
    if entry.name.startswith(_QUESTION):
        return "questions"
    does: Callable[..., object] = entry.submit if isinstance(entry, Form) else entry.answer
    does = does.func if isinstance(does, partial) else does
    return does.__module__.split(".")[2]


def sayable(role: str, area: str) -> list[Form | Command]:
    """What somebody in this role can open by words, in an area."""
    entries: list[Form | Command] = [*catalogue().forms.values(), *catalogue().commands.values()]
    others = [one for one in entries if one.name != NAME and one.examples]
    return [one for one in others if role in one.roles and shelf(one) == area]


def example(entry: Form | Command) -> str:
    """Words that open the entry, another than its title where there are any."""
    return next((words for words in entry.examples if words != entry.title), entry.examples[0])


def _roles(talk: ConversationContext, values: Values) -> Options:
    return [(caption, role) for role, caption in ROLES.items() if role in talk.speaker.roles]


def _infer(talk: ConversationContext, values: Values) -> Values:
    roles = _roles(talk, values)
    return {"role": roles[0][1]} if len(roles) == 1 else {}


def _areas(talk: ConversationContext, values: Values) -> Options:
    role = values.get("role", "")
    return [(caption, area) for area, caption in AREAS.items() if _any(talk, role, area)]


def _any(talk: ConversationContext, role: str, area: str) -> bool:
    if area == "decisions":
        return role == "staff" and any(_to_decide(talk))
    return any(sayable(role, area))


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    if values["area"] == "decisions":
        return Outcome(Reply("\n".join(["说决定和姓名或编号就行：", *_to_decide(talk)])))
    entries = sayable(values["role"], values["area"])
    lines = [f"{one.title}：「{example(one)}」" for one in entries if values["area"] != "questions"]
    choices = tuple(Choice(one.title, tokens.start(one.name)) for one in entries)
    return Outcome(Reply("\n".join(["点一下，或者说出来：", *lines]), choices=choices))


def _to_decide(talk: ConversationContext) -> Iterator[str]:
    """«待审核的申请：通过、退回、不予通过», for what the speaker may decide."""
    mine = [one for one in decisions().values() if may_ever(talk.speaker, one.action)]
    for of, group in groupby(sorted(mine, key=lambda one: one.of), key=lambda one: one.of):
        yield f"{of}：{'、'.join(one.caption for one in group)}"


CAN_DO = Form(
    name=NAME,
    version=1,
    title="能做什么",
    serves=("help",),
    examples=("能做什么", "能干啥", "你能干什么", "都能做什么", "有哪些功能", "可以说什么", "怎么跟你说"),
    slots=(
        Slot("role", "身份", ask="以哪个身份？", options=_roles, hint="点一下是哪个身份。"),
        Slot("area", "方面", ask="想办哪方面的事？", options=_areas, hint="点一下是哪方面。"),
    ),
    infer=_infer,
    submit=_submit,
    consent=False,
    stale_after=timedelta(minutes=30),
    menu=True,
)
