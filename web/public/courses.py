"""微课: what staff have released, with its link; a question on one goes into the chat (S4.1)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from language.domains import DOMAINS
from storage.queries.activities.courses import courses
from web.ports import Visit
from web.public.frame import shown, word

MOST = 100
SAFE = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Course:
    """A course as everybody reads it; `link` is empty where it leads to no page."""

    id: int
    title: str
    giver: str
    field: str
    link: str


def _released(visit: Visit, domain: str) -> list[Course]:
    found = [one for one in courses(visit.work) if not domain or one.domain == domain]
    return [
        Course(
            one.id,
            one.title,
            one.giver,
            DOMAINS.get(one.domain or "", ""),
            one.link if one.link.startswith(SAFE) else "",
        )
        for one in found[:MOST]
    ]


async def released(request: Request) -> Response:
    """The newest first, of one field where it is given."""
    domain = word(request, "domain")
    known = domain if domain in DOMAINS else ""
    return await shown(
        request,
        "public/courses.html",
        "/courses",
        lambda visit: _released(visit, known),
        domain=known,
        domains=DOMAINS,
    )


routes = [Route("/courses", released)]
