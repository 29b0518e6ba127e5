"""Photos and papers: sent by their owner, shown to their owner, and to whoever reviews the application."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from documents.media import ending
from handlers.message import Incoming
from web import bodies
from web.limits import guard_of, require_file
from web.ports import Denied
from web.refusals import Refused
from web.slots import desk_of, owner, writer
from web.uploads import checked

LARGEST_FILE = 8 * 1024 * 1024
GREATEST_ID = 2**31 - 1
TOO_LARGE = "文件太大了，请不要超过 8 MB。"
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


async def post_file(request: Request) -> Response:
    """Take a photo or a paper: checked, cleaned, kept, then handed to the talk."""
    slot = await writer(request)
    identifier, content = await _upload(request)
    require_file(guard_of(request), slot, content)
    content, kind = await checked(content)
    desk = desk_of(request)
    attachment = await desk.keep_file(slot, content, kind)
    await desk.receive(Incoming("web", slot, f"{slot}:{identifier}", files=(attachment,)))
    return JSONResponse({"ok": True})


async def _upload(request: Request) -> tuple[str, bytes]:
    form = await bodies.multipart(request, LARGEST_FILE, TOO_LARGE)
    try:
        _, content = await bodies.file_of(form, LARGEST_FILE, TOO_LARGE)
        return bodies.message_id(form.get("id")), content
    finally:
        await form.close()


async def show_file(request: Request) -> Response:
    """An upload of the owner's own, locked into a sandbox."""
    slot = await owner(request)
    found = await desk_of(request).file(slot, request.path_params["key"])
    if found is None:
        raise Refused(404, "没有这个文件。")
    return _shown(*found, kept="private, max-age=86400")


async def show_paper(request: Request) -> Response:
    """A paper of an application, for staff who may review it; asked anew at each look, and kept nowhere."""
    slot = await owner(request)
    application, place = (request.path_params[name] for name in ("application", "place"))
    if max(application, place) > GREATEST_ID:
        raise Refused(404, "没有这份材料。")
    try:
        found = await desk_of(request).paper(slot, application, place)
    except Denied as denied:
        raise Refused(403, str(denied)) from denied
    return _shown(*found, kept="no-store")


def _shown(content: bytes, kind: str, kept: str) -> Response:
    place = "inline" if kind.startswith("image/") else f'attachment; filename="yiqi.{ending(kind)}"'
    headers = {"Content-Disposition": place, "Content-Security-Policy": SANDBOX, "Cache-Control": kept}
    return Response(content, headers=headers, media_type=kind)


routes = [
    Route("/chat/{slot}/files", post_file, methods=["POST"]),
    Route("/chat/{slot}/files/{key}", show_file),
    Route("/chat/{slot}/papers/{application:int}/{place:int}", show_paper),
]
