"""Whether a paper is genuine and what it is worth today, by its number or by its QR code; and papers by a link that ends."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from documents.media import ending
from web import bodies
from web.files import SANDBOX
from web.public.frame import framed
from web.refusals import Refused
from web.slots import desk_of

LONGEST_TOKEN = 600


async def status(request: Request) -> Response:
    """The page: empty, or with what is known of the number that was typed. A token stands in the fragment, for the script."""
    typed = request.query_params.get("number", "")[:60]
    found = await desk_of(request).paper_by_number(typed) if typed.strip() else None
    return framed(request, "public/paper.html", "/v", found, typed=typed)


async def status_of_token(request: Request) -> Response:
    """What is known of a token, as JSON: `{word, note, rows: [[label, value]]}`."""
    token = bodies.string(await bodies.json_object(request), "token")
    if len(token) > LONGEST_TOKEN:
        raise Refused(422, "不是完整的核验码。")
    found = await desk_of(request).paper_by_token(token)
    return JSONResponse({"word": found.word, "note": found.note, "rows": list(found.rows)})


async def linked(request: Request) -> Response:
    """A paper by its link, as a file; the link ends after a day."""
    found = await desk_of(request).linked_paper(request.path_params["link"])
    if found is None:
        raise Refused(404, "链接已失效，请在对话里再要一次。")
    content, name = found
    return _attached(content, "application/pdf", f"filename=\"yiqi.pdf\"; filename*=UTF-8''{quote(name)}")


async def linked_file(request: Request) -> Response:
    """The same for a file of somebody's chat."""
    found = await desk_of(request).linked_file(request.path_params["link"])
    if found is None:
        raise Refused(404, "链接已失效，请在对话里再要一次。")
    content, kind = found
    return _attached(content, kind, f'filename="yiqi.{ending(kind)}"')


def _attached(content: bytes, kind: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f"attachment; {name}",
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "no-store",
    }
    return Response(content, headers=headers, media_type=kind)


routes = [
    Route("/v", status),
    Route("/v", status_of_token, methods=["POST"]),
    Route("/papers/{link}", linked),
    Route("/files/{link}", linked_file),
]
