"""The acts behind a digest's lines: one tap each, and done once however often tapped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from actions.access import sees
from actions.reports.digests import ask_to_renew, nudge, nudge_all
from actions.titles.holders import holder
from handlers.conversations.applications.notices import FOR_REVIEW
from handlers.conversations.complaints.complaints import FILED
from handlers.conversations.offers.offer import UNANSWERED_NOTICE
from handlers.conversations.titles.notices import RENEWAL as RENEWAL_NOTICE
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command, Form, Outcome, Slot
from handlers.message import Reply
from storage.tables import (
    Application,
    Case,
    Need,
    Renewal,
)

STAFF = frozenset({"staff"})
SETTLED = Reply("这一件已经处理过，或不在您的辖区。")
Region = Callable[[ConversationContext, int], str | None]


def _form(name: str, title: str, ref: str, submit: Callable[[ConversationContext, int], Outcome]) -> Form:
    """A form of one hidden slot: the tap says all."""
    slot = Slot(ref, title, hidden=True, ask="请从日报里点一下。")
    return Form(
        name=name,
        version=1,
        title=title,
        roles=STAFF,
        ref=ref,
        given=(ref,),
        slots=(slot,),
        submit=lambda talk, values: submit(talk, values[ref]),
    )


def _seen(
    region: Region, show: Callable[[ConversationContext, int], Reply | None]
) -> Callable[[ConversationContext, int], Outcome]:
    """What a notice would say of it now, to staff of the region alone."""

    def submit(talk: ConversationContext, key: int) -> Outcome:
        place = region(talk, key)
        reply = show(talk, key) if place is not None and sees(talk.speaker, place) else None
        return Outcome(reply or SETTLED)

    return submit


def _column(model: Any) -> Region:
    def region(talk: ConversationContext, key: int) -> str | None:
        return talk.work.session.execute(select(model.region).where(model.id == key)).scalar()

    return region


def _of_renewal(talk: ConversationContext, key: int) -> str | None:
    one = talk.work.session.get(Renewal, key)
    return holder(talk.work, one.qualification_id).region if one else None


def _warn(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(), then=("decide", {"decision": "warn", "subject": key}))


def _nudge(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(f"已提醒{nudge(talk.work, talk.speaker, key, talk.now)}。"))


def _ask_to_renew(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(f"已问{ask_to_renew(talk.work, talk.speaker, key, talk.now)}是否续聘。"))


def _nudge_all(talk: ConversationContext) -> Reply:
    count = nudge_all(talk.work, talk.speaker, talk.now)
    return Reply(f"已提醒 {count} 位。" if count else "今天都提醒过了，不重复打扰。")


SEE_NEED = _form(
    "see_need",
    "看需求",
    "need",
    _seen(_column(Need), lambda talk, key: UNANSWERED_NOTICE.show(talk, {"need": key})),
)
SEE_APPLICATION = _form(
    "see_application",
    "看申请",
    "application",
    _seen(_column(Application), lambda talk, key: FOR_REVIEW.show(talk, {"application": key})),
)
SEE_CASE = _form(
    "see_case",
    "看异议和投诉",
    "case",
    _seen(_column(Case), lambda talk, key: FILED.show(talk, {"case": key})),
)
SEE_RENEWAL = _form(
    "see_renewal",
    "看续聘",
    "renewal",
    _seen(_of_renewal, lambda talk, key: RENEWAL_NOTICE.show(talk, {"renewal": key})),
)
HAND_WARN = _form("hand_warn", "警告", "subject", _warn)
NUDGE = _form("nudge", "提醒", "holder", _nudge)
NUDGE_RENEWAL = _form("nudge_renewal", "问续聘", "holder", _ask_to_renew)
NUDGE_ALL = Command("nudge_all", "全部提醒", ("全部提醒", "都提醒一遍"), _nudge_all, STAFF)
