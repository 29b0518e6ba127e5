"""我的信息: what is kept of somebody, a whole copy of it, and the wish to be deleted, which staff answer."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from handlers.engine import tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.message import Choice, Reply
from handlers.rendering.masking import mask_phone
from handlers.rendering.plain import show_domains, show_region
from storage.queries.people.profiles import Kept, Profile, kept_of, profile

_ROLE_NAMES = {"enterprise": "企业", "expert": "志愿专家", "station": "工作站", "staff": "工作人员"}
_COPY = Choice("要完整的一份", tokens.start("export"))
_DELETE = Choice("删除我的信息", tokens.start("delete_me"))
_COUNTED = (
    ("needs", "{} 条需求"),
    ("diaries", "{} 篇日记"),
    ("ratings", "{} 次评价"),
    ("applications", "{} 份申请"),
    ("cases", "{} 件投诉、建议和事项"),
    ("messages", "{} 条发来的消息"),
)


def _my_information(talk: ConversationContext) -> Reply:
    """Before consent there is nothing to show."""
    if talk.speaker.consented_at is None:
        return Reply("您还没有同意保存，这里没有您的个人信息。")
    facts = _facts(talk, profile(talk.work, talk.speaker.person_id))
    records = _records(kept_of(talk.work, talk.speaker))
    lines = [f"{label}：{value}" for label, value in facts if value]
    return Reply("\n".join(["这里存着您的：", *lines, f"记录：{records}"]), choices=(_COPY, _DELETE))


def _facts(talk: ConversationContext, one: Profile) -> list[tuple[str, str]]:
    roles = [name for role, name in _ROLE_NAMES.items() if role in talk.speaker.roles]
    unverified = "" if one.phone_verified else "（未核实）"
    return [
        ("称呼", one.name),
        ("手机", f"{mask_phone(one.phone)}{unverified}" if one.phone else ""),
        ("身份", "、".join(roles)),
        ("企业", one.enterprise or ""),
        ("单位", one.unit or ""),
        ("工作站", one.station or ""),
        ("擅长领域", show_domains(one.domains)),
        ("地区", show_region(one.region) if one.region else ""),
    ]


def _records(kept: Kept) -> str:
    counts = [words.format(count) for name, words in _COUNTED if (count := getattr(kept, name))]
    return "，".join(counts) or "还没有"


MY_INFORMATION = Command(
    "my_information",
    "我的信息",
    ("我的信息", "我的资料", "你们存了我哪些信息", "导出我的信息", "查看我的信息"),
    _my_information,
    serves=("privacy.export",),
)


def _export(talk: ConversationContext, values: Values) -> Outcome:
    text = "想要一份完整的个人信息（导出）。"
    return Outcome(
        passed_on(ask_office(talk.work, talk.speaker, "privacy.export", text, talk.home, talk.now))
    )


EXPORT = Form(
    name="export",
    version=1,
    title="要完整的一份",
    examples=("要完整的一份", "要一份完整的信息"),
    slots=(),
    submit=_export,
)


EFFECT = "转给服务中心办。办好以前什么都不会删，哪些要留、留多久，服务中心会答复您"


def _delete(talk: ConversationContext, values: Values) -> Outcome:
    text = f"要求删除个人信息、撤回同意。原话：{values.get('said') or '删除我的信息'}"
    number = ask_office(talk.work, talk.speaker, "privacy.delete", text, talk.home, talk.now)
    return Outcome(passed_on(number, "现在还什么都没有删。"))


DELETE_ME = Form(
    name="delete_me",
    version=1,
    title="删除我的信息",
    serves=("privacy.delete",),
    examples=("删除我的信息", "注销我的账号", "注销账号", "撤回同意", "把我的资料删了"),
    card="删除我的信息",
    slots=(Slot("effect", "确认以后", asked=False), Slot("said", "", hidden=True, asked=False)),
    read=lambda talk, text, values: {} if "said" in values else {"said": text},
    infer=lambda talk, values: {"effect": EFFECT},
    submit=_delete,
)
