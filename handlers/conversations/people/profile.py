"""改资料: another number, firm's name, unit, field or place, all out of one message; each is read back and written."""

from __future__ import annotations

from actions.complaints.cases import ask_office
from actions.people.profile import Changes, change_profile
from handlers.conversations.people import profile_reading as told
from handlers.engine import reading
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.office import passed_on
from handlers.message import Reply
from handlers.rendering.masking import mask_phone
from handlers.rendering.plain import show_domains, show_region
from programme.roles import ENTERPRISE, EVERYBODY, EXPERT, HOLDERS, STATION

_ROLES = {
    "phone": EVERYBODY,
    "firm": ENTERPRISE,
    "unit": EXPERT,
    "domains": EXPERT,
    "region": ENTERPRISE | HOLDERS,
    "head": STATION,
}
"""What somebody of these roles has on record."""
_LABELS = {
    "phone": "手机",
    "firm": "公司名",
    "unit": "单位",
    "domains": "擅长领域",
    "region": "所在地",
    "head": "负责人",
}


def _has(talk: ConversationContext, name: str) -> bool:
    return bool(_ROLES[name] & talk.speaker.roles)


def _options(talk: ConversationContext, values: Values) -> Options:
    return [(label, name) for name, label in _LABELS.items() if _has(talk, name)]


def _asked_what(talk: ConversationContext, values: Values) -> bool:
    return "what" in values or not values.keys() & _LABELS.keys()


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """Whoever is asked for the new head of a station tells that person's number, not their own."""
    if values.get("what") == "head":
        return reading.as_values({"head": told.any_head(talk, text)})
    found = told.read(talk, text)
    return reading.as_values(
        {name: value for name, value in found.items() if name == "what" or _has(talk, name)}
    )


def _slot(name: str, ask: str, hint: str, show: told.Show = str) -> Slot:
    """Asked for where it is what should change; else shown once it was said."""
    return Slot(
        name,
        _LABELS[name],
        ask=ask,
        read=told.ANSWERS[name],
        show=show,
        when=lambda talk, values: name in values or values.get("what") == name,
        asks="phone" if name == "phone" else "place" if name == "region" else "",
        hint=hint,
    )


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    """What may be written is written; what others rely on goes to the office (decision 0087)."""
    known = {name: values[name] for name in _LABELS if values.get(name)}
    to_office = {name: known.pop(name) for name in list(known) if _of_office(talk, name, known[name])}
    if known:
        change_profile(talk.work, talk.speaker, Changes(**known), talk.now)
    written = f"已修改：{'，'.join(_said(name, value) for name, value in known.items())}。" if known else ""
    return Outcome(_ask_office(talk, to_office, written) if to_office else Reply(written))


def _of_office(talk: ConversationContext, name: str, value: str) -> bool:
    """The fields that somebody was certified for, a station's place, and an expert's in another city."""
    who = talk.speaker
    if name in ("domains", "head"):
        return True
    if name != "region" or who.expert_id is None:
        return name == "region" and who.station_id is not None
    return bool(who.expert_region) and value[:4] != (who.expert_region or "")[:4]


def _ask_office(talk: ConversationContext, asked: Values, written: str) -> Reply:
    text = "请核对后修改：" + "，".join(_said(name, value) for name, value in asked.items())
    number = ask_office(talk.work, talk.speaker, "profile.change", text, talk.home, talk.now)
    labels = "、".join(_LABELS[name] for name in asked)
    besides = "想先让企业看到，说「我的专长」写一句。" if "domains" in asked else ""
    reply = passed_on(number, besides)
    return Reply(join(written, f"{labels}要服务中心核对。{reply.text}"), choices=reply.choices)


def _said(name: str, value: object) -> str:
    if name == "phone":
        return f"手机 {mask_phone(str(value))}，没核实以前标着「未核实」"
    shown = show_domains(list(value)) if isinstance(value, list) else str(value)
    return f"{_LABELS[name]} {show_region(shown) if name == 'region' else shown}"


PROFILE = Form(
    name="profile",
    version=1,
    title="改资料",
    serves=("profile.change",),
    akin=("expert.contact",),
    examples=("改资料", "修改资料", "换号码了", "我换手机号了", "换手机号", "公司改名了", "我们站长换人了"),
    syntax=told.is_change,
    rather=lambda talk, text: "human" if told.of_own_name(text) else "",
    sample="我换号码了，新号13900001111",
    card="改资料",
    slots=(
        Slot(
            "what",
            "改什么",
            ask="要改哪一项？说新的也行，比如「新号13900001111」。",
            options=_options,
            when=_asked_what,
            hidden=True,
            hint="点一下要改哪一项。",
        ),
        _slot("phone", "新的手机号是？", "手机号是 11 位数字，再发一次好吗？"),
        _slot("firm", "公司现在的全称是？", "公司全称是？比如「湛江海蓝食品有限公司」。"),
        _slot("unit", "现在的单位是？", "单位叫什么？比如「湛江精工机械厂」。"),
        _slot("domains", "现在擅长哪些领域？", "哪些领域？比如「财税」「法律」。", show_domains),
        _slot("region", "搬到哪个市或区县？", "没认出这个地方，是哪里？比如「湛江市赤坎区」。", show_region),
        _slot("head", "新的负责人是谁？姓名和电话。", "姓名和电话？比如「林强 13800000000」。"),
    ),
    read=_read,
    heeds=told.tells_phone,
    submit=_submit,
)
