"""The addresses of a decision: its page, a second look with the notice as it will arrive, and the deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.refusal import Refused as NotDone
from actions.staff.sign_in import prove
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decisions import decisions
from handlers.rendering.citing import named
from web.console.deciding import Deciding, decided, deciding, rehearsed
from web.console.fields import fields_of
from web.console.frame import Frame, frame_of, framed, shown
from web.console.lists.state import number
from web.console.session import HOME, Said, back_to, do
from web.console.typed import NO_REASON, says_something, seen_of

PROVE, WRONG_CODE = "prove_again", "wrong_code"


class _Looked(Exception):
    def __init__(self, frame: Frame, page: Deciding) -> None:
        super().__init__()
        self.frame = frame
        self.page = page


async def page(request: Request) -> Response:
    """The file and the form."""
    code, key = _which(request)
    return await shown(request, "console/decide.html", "", lambda talk: deciding(talk, code, key))


async def decide(request: Request) -> Response:
    """First a second look, in which the deed is done and undone; then the deed. A one-time code comes before the look."""
    code, key = _which(request)
    fields = await fields_of(request)
    if digits := fields.get("code", "").strip():
        return await _proved(request, code, key, fields, digits)
    seen = fields.get("seen", "")
    if seen and seen == _seen(fields):
        return await _done(request, code, key, fields)
    return await _look(request, code, key, fields)


async def _proved(request: Request, code: str, key: int, fields: Mapping[str, str], digits: str) -> Response:
    """Try a one-time code, in a transaction of its own: a wrong one stays counted. A right one leads to the look."""
    try:
        if await do(request, lambda talk: prove(talk.work, talk.speaker, digits, talk.now)):
            return await _look(request, code, key, fields)
    except NotDone as refusal:
        return await _again(request, code, key, fields, refusal)
    return await _again(
        request, code, key, fields, NotDone(WRONG_CODE, "6 位数字不对，请看验证器上新的一组。")
    )


async def _look(request: Request, code: str, key: int, fields: Mapping[str, str]) -> Response:
    def look(talk: ConversationContext) -> None:
        typed = _typed(deciding(talk, code, key), fields)
        if typed.elsewhere:
            raise _Looked(frame_of(talk), replace(typed, wrong=typed.elsewhere))
        if lacks := _lacks(typed):
            raise _Looked(frame_of(talk), replace(typed, wrong=lacks))
        try:
            found = rehearsed(talk, typed, _values(typed))
        except NotDone as refusal:
            wrong = "" if refusal.code == PROVE else named(refusal.text)
            found = replace(typed, wrong=wrong, proves=refusal.code == PROVE, answer="" if wrong else " ")
        changed = fields.get("seen", "") not in ("", _seen(fields))
        raise _Looked(frame_of(talk), replace(found, seen=_seen(fields), changed=changed))

    try:
        await do(request, look)
    except _Looked as looked:
        status = 422 if looked.page.wrong else 200
        return framed(request, "console/decide.html", "", looked.frame, looked.page, status=status)
    raise AssertionError("a look that kept what it tried")


async def _done(request: Request, code: str, key: int, fields: Mapping[str, str]) -> Response:
    def deed(talk: ConversationContext) -> Said:
        typed = _typed(deciding(talk, code, key), fields)
        if lacks := typed.elsewhere or _lacks(typed):
            raise NotDone("lacks", lacks)
        return decided(talk, typed, _values(typed))

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        return await _again(request, code, key, fields, refusal)
    return back_to(HOME, said)


async def _again(
    request: Request, code: str, key: int, fields: Mapping[str, str], refusal: NotDone
) -> Response:
    """The page once more, with what was typed and what is wrong."""

    def page(talk: ConversationContext) -> Deciding:
        typed = _typed(deciding(talk, code, key), fields)
        proves = refusal.code in (PROVE, WRONG_CODE)
        return replace(typed, wrong=named(refusal.text), seen=_seen(fields), proves=proves)

    return await shown(request, "console/decide.html", "", page, status=422)


def _seen(fields: Mapping[str, str]) -> str:
    return seen_of(fields, "reason", "ground")


def _which(request: Request) -> tuple[str, int]:
    return request.path_params["code"], number(request.path_params["key"])


def _typed(page: Deciding, fields: Mapping[str, str]) -> Deciding:
    """The page with what was typed into it; a ground is chosen only where there are several."""
    ground = fields.get("ground", "") if page.grounds else ""
    if len(page.grounds) == 1:
        ground = page.grounds[0].text
    return replace(page, reason=fields.get("reason", "").strip(), ground=ground)


def _lacks(page: Deciding) -> str:
    if page.takes_reason and not page.reason:
        return page.asks
    if page.takes_reason and not says_something(page.reason):
        return NO_REASON
    known = {one.text for one in page.grounds}
    return "依据要选一条。" if len(known) > 1 and page.ground not in known else ""


def _values(page: Deciding) -> Values:
    values: Values = {
        "decision": page.code,
        "subject": page.subject.id,
        "verdict": decisions()[page.code].caption,
    }
    if page.reason:
        values["reason"] = page.reason.rstrip("。.")
    if page.ground:
        values["ground"] = page.ground
    return values


routes = [
    Route(f"{HOME}/decide/{{code}}/{{key}}", page),
    Route(f"{HOME}/decide/{{code}}/{{key}}", decide, methods=["POST"]),
]
