"""Acts at one tap: each a form of hidden fields, done as whoever sits here, and back to where it was tapped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.console import undo
from actions.offers.access import need_in_jurisdiction
from actions.offers.notices import Offered
from actions.offers.pair import assign_expert
from actions.refusal import Refused as NotDone
from actions.staff.dead_letters import access_letter, send_letter_again, told_otherwise
from actions.staff.put_off import put_off
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.delivered import told
from handlers.engine.one_tap import SETTLED
from handlers.rendering.moments import day
from storage.queries.offers.experts import get_expert
from web.console import of_activities
from web.console.fields import Deed, Fields, fields_of, number
from web.console.session import HOME, Said, back_to, do
from web.console.taps import DONE_BY, ONE_TAP
from web.refusals import Refused

REMINDED = {form: what for what, form in DONE_BY.items()}
"""The kind of line that a reminder is given for; it comes back the next day."""


def _assign(talk: ConversationContext, fields: Fields) -> Said:
    need_id, expert = number(fields, "need"), number(fields, "expert")
    before = need_in_jurisdiction(talk.work, talk.speaker, need_id).state
    assign_expert(talk.work, talk.speaker, need_id, expert, talk.rules, talk.now)
    name = get_expert(talk.work, expert).name
    words = f"{need_id} 号需求已派给{name}{told(talk, Offered.kind, who=name)}，接不接由{name}定。"
    act = undo.remember(
        talk.work, talk.speaker, "assign", "need", need_id, talk.now, expert=expert, state=before
    )
    return Said(words, act)


def _later(talk: ConversationContext, fields: Fields) -> Said:
    what, key = fields.get("what", ""), number(fields, "key")
    until = talk.today + timedelta(days=1)
    put_off(talk.work, talk.speaker, what, key, until, talk.now)
    act = undo.remember(talk.work, talk.speaker, "put_off", what, key, talk.now)
    return Said(f"好的，{day(until, talk.today)}再列给您。", act)


def tap(talk: ConversationContext, fields: Fields) -> Said:
    """A form of the chat that is done at one tap."""
    name, key = fields.get("tap", ""), number(fields, "key")
    form = catalogue().forms.get(name) if name in ONE_TAP else None
    if form is None:
        raise Refused(404, "没有这一步。")
    reply = form.submit(talk, {form.ref: key}).reply
    if reply == SETTLED:
        raise NotDone("settled", SETTLED.text)
    deed = {"nudge": "nudge", "nudge_renewal": "ask_renewal"}.get(name, "press")
    what = REMINDED.get(name, "")
    if what:  # today nothing more is to be done about it
        put_off(talk.work, talk.speaker, what, key, talk.today + timedelta(days=1), talk.now)
    act = undo.remember(talk.work, talk.speaker, deed, form.ref, key, talk.now, what=what)
    return Said(reply.text, act if deed in undo.ACTS else 0, minutes=undo.minutes_of(deed))


def _told(talk: ConversationContext, fields: Fields) -> Said:
    one = access_letter(talk.work, talk.speaker, number(fields, "key"))
    told_otherwise(talk.work, talk.speaker, one.id, talk.now)
    act = undo.remember(talk.work, talk.speaker, "told", "outbox", one.id, talk.now, state=one.state)
    return Said(f"记下了：已经另外告诉{one.name or '本人'}。", act)


def _again(talk: ConversationContext, fields: Fields) -> Said:
    one = send_letter_again(talk.work, talk.speaker, number(fields, "key"), talk.now)
    undo.remember(talk.work, talk.speaker, "send_again", "outbox", one.id, talk.now)
    return Said(f"给{one.name or '本人'}的消息再发一次，送不到会再列出来。")


def _undo(talk: ConversationContext, fields: Fields) -> Said:
    undo.undo(talk.work, talk.speaker, number(fields, "key"), talk.now)
    return Said("撤回了，跟没办以前一样。")


DEEDS: Mapping[str, Deed] = {
    "assign": _assign,
    "later": _later,
    "told": _told,
    "again": _again,
    "undo": _undo,
    **of_activities.DEEDS,
}


async def act(request: Request) -> Response:
    """Do it, and say what came of it where it was tapped. What is refused leaves its words alone."""
    fields = await fields_of(request)
    deed = tap if "tap" in fields else DEEDS.get(fields.get("act", ""))
    if deed is None:
        raise Refused(404, "没有这一步。")
    back = fields.get("back", HOME)
    try:
        said = await do(request, lambda talk: deed(talk, fields))
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(back, said)


routes = [Route(f"{HOME}/do", act, methods=["POST"])]
