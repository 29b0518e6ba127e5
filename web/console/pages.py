"""Every address of the console."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from actions.refusal import Refused
from web.console import (
    activity,
    acts,
    applications,
    ask,
    bulk,
    chats,
    decide,
    erase,
    figures,
    hand_over,
    imported,
    imports,
    log,
    matter,
    needs,
    notices,
    own,
    people,
    records,
    search,
    settings,
    stories,
    today,
    year,
)
from web.console.lists import routes as lists
from web.console.refusals import NotHere, not_done, not_here
from web.console.session import SignedOut, to_sign_in

routes = [
    *today.routes,
    *acts.routes,
    *own.routes,
    *search.routes,
    *lists.routes,
    *needs.routes,
    *chats.routes,
    *erase.routes,
    *hand_over.routes,
    *people.routes,
    *records.routes,
    *activity.routes,
    *applications.routes,
    *matter.routes,
    *ask.routes,
    *decide.routes,
    *log.routes,
    *bulk.routes,
    *figures.routes,
    *year.routes,
    *notices.routes,
    *stories.routes,
    *imports.routes,
    *imported.routes,
    *settings.routes,
]


async def _sign_in(request: Request, error: Exception) -> Response:
    return to_sign_in(request, error)


def add_refusals(app: Starlette) -> None:
    """Let the console's pages say no in their own way."""
    app.add_exception_handler(SignedOut, _sign_in)
    app.add_exception_handler(NotHere, not_here)
    app.add_exception_handler(Refused, not_done)
