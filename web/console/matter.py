"""One matter of a list: what is known of it, as the chat tells it, with what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.conversations.reports.lines import LINES
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.one_tap import SETTLED
from handlers.message import Reply
from web.console.frame import shown
from web.console.levels import not_ours
from web.console.lists.state import number
from web.console.refusals import NotHere
from web.console.session import HOME
from web.console.taps import Act, acts_of

UP = {
    "application": ("applications", "申请"),
    "objection": ("cases", "案件"),
    "complaint": ("cases", "案件"),
    "appeal": ("cases", "案件"),
    "need": ("needs", "需求"),
    "unserved": ("needs", "需求"),
    "left_behind": ("needs", "需求"),
    "late_answer": ("needs", "需求"),
    "late_contact": ("needs", "需求"),
    "late_review": ("needs", "需求"),
    "returned": ("applications", "申请"),
}
"""The lists to which matters belong."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known: paragraphs, facts by label, acts; and the list that it stands in."""

    title: str
    text: str
    rows: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    up: tuple[str, str]


def reply_about(talk: ConversationContext, what: str, key: int) -> Reply | None:
    """What the chat says of a matter to whoever may see to it; None where that is settled, or is not theirs."""
    name = LINES[what][2]
    form = catalogue().forms.get(name)
    if form is None or not name.startswith("see_"):
        return None
    reply = form.submit(talk, {form.ref: key}).reply
    return None if reply == SETTLED else reply


def of_reply(talk: ConversationContext, what: str, reply: Reply) -> Matter:
    """A reply as a page; what another level decides is no act here."""
    title, _, rest = reply.text.partition("\n")
    rows = tuple((row.label, row.value) for row in reply.card.rows) if reply.card else ()
    return Matter(
        title,
        rest,
        rows,
        tuple(act for act in acts_of(reply.choices) if not (act.decides and not_ours(talk, *act.decides))),
        UP.get(what, ("", "今天")),
    )


async def matter(request: Request) -> Response:
    """The page."""
    what, key = request.path_params["what"], number(request.path_params["key"])

    def find(talk: ConversationContext) -> Matter:
        reply = reply_about(talk, what, key) if what in LINES else None
        if reply is None:
            raise NotHere
        return of_reply(talk, what, reply)

    return await shown(request, "console/matter.html", UP.get(what, ("today", ""))[0], find)


routes = [Route(f"{HOME}/matter/{{what}}/{{key}}", matter)]
