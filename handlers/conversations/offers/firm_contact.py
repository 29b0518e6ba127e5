"""企业电话: the expert who took a need on asks whom to call, as often as they like."""

from __future__ import annotations

from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import phone_of
from language import is_named
from programme.roles import EXPERT
from storage.queries.needs import Contact, contact_of, services_under_way

_NEAR = Choice("附近需求", tokens.start("open_needs"))
NONE = "您手上没有接下的需求。接单以后，我把企业的联系人和电话发给您。"


def _contacts(talk: ConversationContext) -> Reply:
    """Firm, name and phone of each service in hand, or of the one that is named."""
    under_way = services_under_way(talk.work, talk.speaker.expert_id)
    found = [contact_of(talk.work, need.id) for need in under_way]
    if not found:
        return Reply(NONE, choices=(_NEAR,))
    shown = [one for one in found if _is_meant(one, talk.said)] or found
    choices = [
        Choice(f"约时间 {one.need_id} 号", tokens.start("appoint", "need", one.need_id)) for one in shown
    ]
    return Reply("\n".join(map(_line, shown)), choices=(*choices, next_steps.STAFF))


def _is_meant(of: Contact, said: str) -> bool:
    return is_named(of.enterprise, said) or (bool(of.name) and of.name in said)


def _line(of: Contact) -> str:
    who = f"{of.enterprise}，{of.name}" if of.name else of.enterprise
    phone = phone_of(of)
    return (
        f"{who}，{f'电话 {phone}' if phone else '没有留电话，工作人员可以帮您联系'}（{of.need_id} 号需求）。"
    )


FIRM_CONTACT = Command(
    "firm_contact",
    "企业电话",
    (
        "企业电话",
        "联系企业",
        "怎么联系企业",
        "他电话多少",
        "企业的联系方式发我一下",
        "接的那家厂电话是多少",
    ),
    _contacts,
    EXPERT,
    serves=("expert.contact",),
)
