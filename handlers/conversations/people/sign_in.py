"""登录: a telephone and the code that was sent to it lead to whoever one is, on a new phone too."""

from __future__ import annotations

import re

import language
from actions.people.phone_codes import newest_code, send_code
from actions.people.sign_in import sign_in
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.masking import mask_phone
from handlers.rendering.moments import moment
from storage.queries.people.speakers import Speaker

NO_TEXTS = "这里还不能用短信登录。换了手机，请找服务中心要绑定码，整段粘贴发给我。"
_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_LOST = re.compile(r"没(?:有)?(?:收|接|等|看)?到|(?:收|接|等)不到|没(?:有)?(?:短信|验证码)|没来")
LOST = "lost"
"""In the place of the digits: nothing has come."""
_OPENS = re.compile(r"(?:我要|用)?(?:手机号?)?登录|我?换了?个?新?手机")
_AGAIN = Choice("重发验证码", tokens.start("sign_in"))
_FIRST = (next_steps.MY_NEEDS, Choice("我的设备", tokens.start("my_devices")))


def _closed(talk: ConversationContext, values: Values) -> str:
    return "" if talk.reader_options.texts else NO_TEXTS


def _send(talk: ConversationContext, values: Values) -> Outcome:
    phone = values["phone"]
    send_code(talk.work, talk.speaker, phone, talk.now, talk.address)
    sent = Reply(f"验证码发到 {mask_phone(phone)} 了，10 分钟内有效。")
    return Outcome(sent, then=("sign_in_code", {"phone": phone}))


SIGN_IN = Form(
    name="sign_in",
    version=1,
    title="手机号登录",
    examples=(
        "登录",
        "手机号登录",
        "我要登录",
        "我换手机了",
        "换了个新手机",
        "换手机了怎么登录",
        "核实手机号",
    ),
    sample="登录 13800000001",
    slots=(
        Slot(
            "phone",
            "手机号",
            ask="登录用的手机号是？",
            read=reading.phone,
            asks="phone",
            hint="手机号是 11 位数字，再发一次好吗？",
        ),
    ),
    read=lambda talk, text, values: {"phone": phone} if (phone := reading.phone(talk, text)) else {},
    syntax=lambda text: bool(_OPENS.match(text) and language.read_phone(text)),
    closed=_closed,
    submit=_send,
)


def _read_code(talk: ConversationContext, text: str) -> str | None:
    found = _CODE.search(text)
    return found[0] if found else LOST if _LOST.search(text) else None


def _where_it_is(talk: ConversationContext, phone: str) -> str:
    """What is known of a code that has not come: what the vendor reported of it, or that it has not yet."""
    sent, to = newest_code(talk.work, talk.speaker, phone), mask_phone(phone)
    if sent is None:
        return "这条验证码已经失效，请再要一条。"
    if sent.arrived is None:
        at = moment(sent.created_at, talk.now)
        return f"{at} 发往 {to} 的，还不知道到没到。看看拦截的短信，过一分钟可以再要一条。"
    if sent.arrived:
        return f"运营商说短信已经到了 {to}，看看是不是被拦截了。"
    return f"运营商说短信没送到 {to}，看看号码对不对，再要一条。"


def _check(talk: ConversationContext, values: Values) -> Outcome:
    phone = values["phone"]
    if values["code"] == LOST:
        where = Reply(_where_it_is(talk, phone), choices=(_AGAIN, next_steps.STAFF))
        return Outcome(where, then=("sign_in_code", {"phone": phone}))
    became, rest = sign_in(talk.work, talk.speaker, phone, values["code"], talk.now)
    if isinstance(rest, Speaker):
        return _in(became == "found", phone, rest)
    if not rest:
        return Outcome(Reply("验证码不对，这一条已经失效，请再要一条。", choices=(_AGAIN,)))
    wrong = Reply(f"验证码不对，还能试 {rest} 次。", choices=(_AGAIN,))
    return Outcome(wrong, then=("sign_in_code", {"phone": phone}))


def _in(found: bool, phone: str, who: Speaker) -> Outcome:
    if not found:
        return Outcome(Reply(f"{mask_phone(phone)} 核实好了，换了手机也能用它登录。", choices=_FIRST))
    name = f"{who.name}，您好。" if who.name else ""
    return Outcome(Reply(f"登录成功，{name}您的需求和记录都在。", choices=_FIRST), forget_parked=True)


SIGN_IN_CODE = Form(
    name="sign_in_code",
    version=1,
    title="验证码",
    given=("phone",),
    slots=(
        Slot("phone", "", hidden=True, asked=False),
        Slot(
            "code",
            "验证码",
            ask="短信里的 6 位验证码是？",
            read=_read_code,
            hidden=True,
            hint="验证码是 6 位数字，看看短信再发一次。",
        ),
    ),
    read=lambda talk, text, values: {"code": code} if (code := _read_code(talk, text)) else {},
    submit=_check,
)
