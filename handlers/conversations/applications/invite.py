"""邀请李律师申请专家: an invitation by name, its code to pass on, and who has answered (S10.2)."""

from __future__ import annotations

import re

import language
from actions.access import may_ever
from actions.people.invite_applicant import GOOD_FOR, Invitee, invite_applicant
from handlers.conversations.applications import applicant as applicants
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.application import STATES
from programme.packs import Kind
from programme.programmes import holder_kinds, speaking_of
from programme.roles import HOLDER_NAMES, OFFICE
from programme.spans import plain_day
from storage.queries.applications.invited import Invited, invited_in

SHOWN = 12
LONGEST = 24
_NO_NAME = re.compile(r"邀请|[，,。？?\d]")
_INVITES = re.compile(
    r"(?:请|帮我|麻烦)?邀请(?:一下)?(?P<name>[\u4e00-\u9fff·]{2,24}?)(?:来)?(?:申请|报名|申报|当|做|加入|成为)(?:志愿|服务|我们的?)*(?P<kind>专家|工作站)"
)
_KINDS: dict[str, Kind] = {"专家": "expert", "工作站": "station"}


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _INVITES.search(text)
    told = language.read_application(text[found.end() :] if found else text, talk.home)
    known = {"unit": told.unit, "phone": told.phone, "region": told.region}
    if found:
        known |= {"name": found["name"], "kind": _KINDS[found["kind"]]}
    return reading.as_values(known)


def _named(talk: ConversationContext, text: str) -> str | None:
    """A person's name by itself, or a station's."""
    if len(text) > LONGEST or _NO_NAME.search(text):
        return None
    return applicants.name(talk, text) or applicants.unit(talk, text)


def _infer(talk: ConversationContext, values: Values) -> Values:
    """Where nothing else is said, of the speaker's own place."""
    return {"region": talk.speaker.jurisdiction} if talk.speaker.jurisdiction else {}


def _closed(talk: ConversationContext, values: Values) -> str:
    return "" if may_ever(talk.speaker, "invite_applicant") else "邀请由服务中心的工作人员来发。"


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    who = Invitee(
        values["kind"], values["name"], values["region"], values.get("unit", ""), values.get("phone")
    )
    code = invite_applicant(talk.work, talk.speaker, who, speaking_of(talk.rules, who.kind), talk.now)
    return Outcome(
        Reply(
            f"{who.name}的邀请码，只显示这一次，{GOOD_FOR.days} 天内有效：\n{code}\n"
            f"请本人发来：绑定 {code}\n发来就打开申请，您填的都带上。",
            choices=(Choice("邀请名单", tokens.start("invited")),),
        )
    )


INVITE_APPLICANT = Form(
    name="invite_applicant",
    version=1,
    title="邀请申请",
    examples=("邀请李律师申请专家", "邀请汾河园区申请工作站"),
    syntax=lambda text: _INVITES.search(text) is not None,
    roles=OFFICE,
    card="邀请申请",
    slots=(
        Slot("name", "邀请谁", ask="邀请哪一位？工作站写站名。", read=_named, hint="姓名或站名是？"),
        Slot(
            "kind",
            "申请",
            ask="请他们申请专家还是工作站？",
            options=lambda talk, values: [(HOLDER_NAMES[kind], kind) for kind in holder_kinds(talk.rules)],
            show=lambda kind: HOLDER_NAMES["station" if kind == "station" else "expert"],
            hint="点一下是哪一种。",
        ),
        Slot("unit", "单位", ask="在哪个单位？", asked=False, read=reading.words),
        Slot("phone", "手机", ask="手机号是？", asked=False, read=reading.phone),
        Slot(
            "region",
            "地区",
            ask="在哪个市或区县？",
            asked=False,
            read=reading.region,
            show=show_region,
        ),
    ),
    closed=_closed,
    read=_read,
    infer=_infer,
    submit=_invite,
)


def _list(talk: ConversationContext) -> Reply:
    found = invited_in(talk.work, talk.speaker.jurisdiction)
    if not found:
        return Reply("还没有邀请过谁。说「邀请李律师申请专家」就能发邀请。")
    came = sum(one.used_at is not None for one in found)
    lines = [f"　{one.name or '（名字已删）'}：{_stands(talk, one)}" for one in found[:SHOWN]]
    more = [f"　另有 {len(found) - SHOWN} 位。"] * (len(found) > SHOWN)
    return Reply("\n".join([f"邀请了 {len(found)} 位，{came} 位有回音。", *lines, *more]))


def _stands(talk: ConversationContext, one: Invited) -> str:
    on = plain_day(one.issued_at.astimezone(talk.now.tzinfo).date(), talk.today)
    kind = HOLDER_NAMES["station" if one.kind == "station" else "expert"]
    if one.state:
        return f"申请了{kind}，{STATES[one.state]}"
    if one.used_at is not None:
        return f"打开过，还没交{kind}申请"
    return f"{on}邀请的，{'过期了，没有回音' if one.expires_at <= talk.now else '还没有回音'}"


INVITED = Command(
    "invited",
    "邀请名单",
    ("邀请名单", "邀请了谁", "谁答复了邀请", "邀请进展"),
    _list,
    OFFICE,
)
