"""Staff sign in: name, password and one-time code, on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from web.console.session import HOME, is_of_console, sit_down
from web.limits import address_of, require_entrance
from web.pages import page
from web.ports import Denied
from web.refusals import Refused
from web.slots import desk_of, newcomer, remember

HOURS_12 = 12 * 3600
LONGEST = 200
NO_REFERRER = {"Referrer-Policy": "no-referrer"}


async def ask(request: Request) -> Response:
    """The form; `back` is the page of the console that is wanted."""
    return page("staff.html", headers=NO_REFERRER, wrong="", login="", back=_back(request.query_params))


async def sign_in(request: Request) -> Response:
    """To the console, where all three are right; else the form again, which says no more than that they are not."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "请求不是从本页面发出的。")
    require_entrance(request)
    async with request.form(max_files=0, max_fields=4) as form:
        back = _back(form)
        login, password, code = (str(form.get(name, ""))[:LONGEST] for name in ("login", "password", "code"))
    slot, secret = newcomer()
    try:
        await desk_of(request).sign_in(login, password, code, address_of(request), slot, secret)
    except Denied as denied:
        return page("staff.html", status=403, headers=NO_REFERRER, wrong=str(denied), login=login, back=back)
    response = RedirectResponse(back, 303)
    remember(response, request, slot, secret, HOURS_12)
    sit_down(response, request, slot, secret, HOURS_12)
    return response


def _back(given: Mapping[str, object]) -> str:
    """The page of the console that was asked for; no other address."""
    back = str(given.get("back", ""))
    return back if is_of_console(back) else HOME


routes = [Route("/staff/", ask), Route("/staff/", sign_in, methods=["POST"])]
