"""我的设备: where somebody is signed in; each can be closed, this one too."""

from __future__ import annotations

from actions.people.sign_in import sign_out
from handlers.engine import tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.moments import moment
from storage.queries.people.devices import Device, devices_of, phone_is_verified

NAMES = {
    "web": "网页",
    "terminal": "终端",
    "telegram": "Telegram",
    "wechat": "微信公众号",
    "wecom": "企业微信",
}
_SIGN_IN = Choice("手机号登录", tokens.start("sign_in"))


def _named(talk: ConversationContext, one: Device) -> str:
    used = moment(one.heard_at or one.created_at, talk.now)
    here = "，就是这台" if one.account_id == talk.speaker.account_id else ""
    return f"{NAMES.get(one.channel, one.channel)}（{used}用过{here}）"


def _list(talk: ConversationContext) -> Reply:
    devices = devices_of(talk.work, talk.speaker.person_id)
    lines = [f"　{_named(talk, one)}" for one in devices]
    others = [Choice("退出别的设备", tokens.start("close_device"))] if len(devices) > 1 else []
    return Reply(
        "\n".join(["您在这些地方登录着：", *lines]),
        choices=(*others, Choice("退出登录", tokens.start("sign_out"))),
    )


MY_DEVICES = Command(
    "my_devices",
    "我的设备",
    ("我的设备", "我在哪些地方登录了", "登录设备", "有哪些设备登录"),
    _list,
)


def _others(talk: ConversationContext) -> Options:
    devices = devices_of(talk.work, talk.speaker.person_id)
    return [
        (_named(talk, one), one.account_id) for one in devices if one.account_id != talk.speaker.account_id
    ]


_DEVICE = OneOf("device", "设备", "退出哪一台？", _others, none="您只在这里登录着，没有别的设备。")


def _close(talk: ConversationContext, values: Values) -> Outcome:
    sign_out(talk.work, talk.speaker, values["device"], talk.now)
    return Outcome(Reply("那台设备已退出，它看不到您的任何事了。"))


CLOSE_DEVICE = Form(
    name="close_device",
    version=1,
    title="退出别的设备",
    examples=("退出别的设备", "把旧手机退掉", "退出旧手机", "手机丢了"),
    card="退出别的设备",
    slots=(_DEVICE.slot,),
    infer=_DEVICE.infer,
    needless=_DEVICE.needless,
    deed=deed("退出", "退", undone="好，不退出。"),
    submit=_close,
)


def _effect(talk: ConversationContext) -> str:
    """Whoever could not come back must know so before they go."""
    if phone_is_verified(talk.work, talk.speaker.person_id):
        return "这台设备看不到您的事了；用手机号登录就能回来"
    return "您的手机号还没核实，退出后在这台设备上找不回您的需求；想留着就先说“登录”"


def _sign_out(talk: ConversationContext, values: Values) -> Outcome:
    sign_out(talk.work, talk.speaker, talk.speaker.account_id, talk.now)
    return Outcome(Reply("已退出登录。再来就说“登录”，或者刷新页面重新开始。", choices=(_SIGN_IN,)))


SIGN_OUT = Form(
    name="sign_out",
    version=1,
    title="退出登录",
    examples=("退出登录", "我要退出登录", "注销登录", "退出账号"),
    card="退出登录",
    slots=(Slot("effect", "确认以后", asked=False),),
    infer=lambda talk, values: {"effect": _effect(talk)},
    deed=deed("退出", "退", undone="好，不退出。"),
    submit=_sign_out,
)
