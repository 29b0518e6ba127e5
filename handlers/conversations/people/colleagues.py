"""公司的人: an owner sees who speaks for the firm, agrees to whoever says to, invites and removes colleagues."""

from __future__ import annotations

from actions.people.invite import invite
from actions.people.voices import NOT_OWNER, admit, hand_over, is_owner, remove_colleague, turn_away
from handlers.engine import next_steps, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.form import Command, Form, Options, Outcome, Slot
from handlers.engine.masked_phone import masked_of
from handlers.message import Choice, Reply
from programme.roles import ENTERPRISE, OFFICE
from storage.queries.people.voices import Voice, claimants_of, voice, voices_of

ANSWERS = (("是我们的人", 1), ("不是", 0))
WAITING = "您是不是这家企业的人，还在等负责人或服务中心确认，这以前只看得到自己提的需求。"
_ROLES = {"owner": "负责人", "colleague": "同事"}
_INVITE = Choice("邀请同事", tokens.start("invite_colleague"))
_REMOVE = Choice("移除同事", tokens.start("remove_colleague"))


def who(one: Voice) -> str:
    """«王芳 138****1234（未核实）»."""
    phone = masked_of(one) or "没留手机"
    return f"{one.name} {phone}".strip()


def _answered(talk: ConversationContext, values: Values) -> Outcome:
    one = voice(talk.work, values["person"])
    if values["answer"]:
        admit(talk.work, talk.speaker, values["person"], talk.now)
        return Outcome(Reply(f"好的，{who(one) if one else '对方'}以后也能替公司提需求、看进展了。"))
    turn_away(talk.work, talk.speaker, values["person"], talk.now)
    return Outcome(Reply("好的，对方看不到贵公司的任何事，只能办自己提的需求。"))


VOICE = Form(
    name="voice",
    version=1,
    title="确认同事",
    roles=ENTERPRISE | OFFICE,
    ref="person",
    given=("person",),
    slots=(
        Slot("person", "", hidden=True, asked=False),
        Slot("answer", "是不是", ask="是贵公司的人吗？", options=lambda talk, values: ANSWERS),
    ),
    submit=_answered,
)


def _of_the_owner(talk: ConversationContext, values: Values) -> str:
    return "" if is_owner(talk.speaker) else NOT_OWNER


def _invite(talk: ConversationContext, values: Values) -> Outcome:
    code = invite(talk.work, talk.speaker, talk.now)
    return Outcome(Reply(f"邀请码，只显示这一次，24 小时内有效：\n{code}\n请同事发来：绑定 {code}"))


INVITE = Form(
    name="invite_colleague",
    version=1,
    title="邀请同事",
    examples=("邀请同事", "我要邀请同事", "让同事也能用", "给同事一个邀请码"),
    roles=ENTERPRISE,
    slots=(),
    closed=_of_the_owner,
    submit=_invite,
)


def _others(talk: ConversationContext) -> Options:
    firm, own = talk.speaker.enterprise_id, talk.speaker.person_id
    return [(who(one), one.person_id) for one in voices_of(talk.work, firm or 0) if one.person_id != own]


_COLLEAGUE = OneOf(
    "colleague", "同事", "移除哪一位？", _others, none="公司里现在只有您一位，没有要移除的人。"
)


def _remove(talk: ConversationContext, values: Values) -> Outcome:
    remove_colleague(talk.work, talk.speaker, values["colleague"], talk.now)
    return Outcome(Reply("已移除，以后看不到公司的需求了。对方提过的需求转到您这里。"))


REMOVE = Form(
    name="remove_colleague",
    version=1,
    title="移除同事",
    examples=("移除同事", "同事离职了", "这个同事不干了", "不让同事再用公司的账号"),
    roles=ENTERPRISE,
    card="移除同事（不再替公司说话）",
    slots=(_COLLEAGUE.slot,),
    infer=_COLLEAGUE.infer,
    closed=_of_the_owner,
    needless=_COLLEAGUE.needless,
    deed=deed("移除", "移出", "删", undone="好，不移除。"),
    submit=_remove,
)


_SUCCESSOR = OneOf(
    "successor", "新负责人", "交给哪一位？", _others, none="公司里现在只有您一位。先说“邀请同事”，再移交。"
)


def _hand_over(talk: ConversationContext, values: Values) -> Outcome:
    hand_over(talk.work, talk.speaker, values["successor"], talk.now)
    return Outcome(Reply("已移交，也会告诉对方。您还是公司的同事，需求照常提、照常看。"))


HAND_OVER = Form(
    name="hand_over_firm",
    version=1,
    title="移交负责人",
    examples=("移交负责人", "换负责人", "我不当负责人了", "把负责人换成别人"),
    roles=ENTERPRISE,
    card="移交负责人（以后由对方定同事的进出）",
    slots=(_SUCCESSOR.slot,),
    infer=_SUCCESSOR.infer,
    closed=_of_the_owner,
    needless=_SUCCESSOR.needless,
    deed=deed("移交", "交", "换", undone="好，不移交，负责人还是您。"),
    submit=_hand_over,
)


def _list(talk: ConversationContext) -> Reply:
    """Whoever waits to be agreed to learns nothing of the firm but that."""
    if talk.speaker.claims is not None:
        return Reply(WAITING, choices=(next_steps.STAFF,))
    firm = talk.speaker.enterprise_id or 0
    lines = [f"　{who(one)}，{_ROLES[one.role]}" for one in voices_of(talk.work, firm)]
    if talk.speaker.firm_role != "owner":
        return Reply("\n".join(["公司里能办事的：", *lines]))
    waiting = claimants_of(talk.work, firm)
    lines += [f"　{who(one)}，说是公司的人，等您确认" for one in waiting]
    choices = [_INVITE, *([_REMOVE] if len(lines) - len(waiting) > 1 else [])]
    choices += [
        Choice(f"{label} {who(one)}", tokens.prompt("voice", one.person_id, "answer", value))
        for one in waiting[:2]
        for label, value in ANSWERS
    ]
    return Reply("\n".join(["公司里能办事的：", *lines]), choices=tuple(choices))


FIRM_PEOPLE = Command(
    "firm_people",
    "公司的人",
    ("公司的人", "公司里有谁", "谁能替公司提需求", "我的同事", "公司里谁在用"),
    _list,
    ENTERPRISE,
)
