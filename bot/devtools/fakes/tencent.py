"""What the fake servers of 公众号 and 企业微信 share: tokens, strict bodies, planned faults, a record of calls."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Now = Callable[[], datetime]
LASTS = timedelta(seconds=7200)
RENEWED_BEFORE = timedelta(minutes=5)
"""Within so long of its end a token is replaced, and the old one still serves."""
FORCED_APART = timedelta(seconds=30)


class Refusal(Exception):
    """The vendor's no."""

    def __init__(self, errcode: int, errmsg: str) -> None:
        super().__init__(f"{errcode} {errmsg}")
        self.errcode = errcode
        self.errmsg = errmsg


@dataclass(slots=True)
class Fault:
    """What is to go wrong with the next calls of an endpoint."""

    endpoint: str
    times: int
    errcode: int = 0
    status: int = 200
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that came in; `form` is its content type."""

    endpoint: str
    query: dict[str, str]
    body: bytes
    form: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The body as an object. Escaped characters would be shown as they stand, so they are refused."""
        try:
            body = json.loads(self.body)
        except ValueError:
            raise Refusal(47001, "data format error") from None
        if not isinstance(body, dict) or b"\\u" in self.body:
            raise Refusal(47001, "data format error")
        return body


Endpoint = Callable[[Call], dict[str, Any] | Response]


class Tokens:
    """Access tokens of one account."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._ends: dict[str, datetime] = {}
        self._revoked: set[str] = set()
        self._forced_at: datetime | None = None
        self._stuck = False
        self.newest = ""

    def issue(self, force: bool = False) -> dict[str, Any]:
        """The token in force, or a new one; forced, the old one ends at once, but not twice in 30 seconds."""
        now = self._now()
        forced = force and (self._forced_at is None or now - self._forced_at >= FORCED_APART)
        if forced:
            self._forced_at, self._stuck = now, False
            self._revoked.add(self.newest)
        if forced or not self._serves(now):
            self.newest = secrets.token_urlsafe(48)
            self._ends[self.newest] = now + LASTS
        left = self._ends[self.newest] - now
        return {"access_token": self.newest, "expires_in": int(left.total_seconds())}

    def revoke(self, *, stuck: bool = False) -> None:
        """The token in force is refused from now on; `stuck`: and is handed out all the same until forced."""
        self._revoked.add(self.newest)
        self._stuck = stuck

    def check(self, token: str) -> None:
        """Raises for a token that is not in force."""
        if not token:
            raise Refusal(41001, "access_token missing")
        if token not in self._ends or token in self._revoked:
            raise Refusal(40001, "invalid credential, access_token is invalid or not latest")
        if self._ends[token] <= self._now():
            raise Refusal(42001, "access_token expired")

    def _serves(self, now: datetime) -> bool:
        if self.newest in self._revoked:
            return self._stuck
        return bool(self.newest) and self._ends[self.newest] - now > RENEWED_BEFORE


class Platform:
    """A vendor's API. `endpoints` need a token, `open_endpoints` give one."""

    def __init__(self, now: Now) -> None:
        self.tokens = Tokens(now)
        self.calls: list[Call] = []
        self._faults: list[Fault] = []

    def fail(self, endpoint: str, times: int = 1, **how: Any) -> None:
        """Let the next calls of an endpoint go wrong (see `Fault`)."""
        self._faults.append(Fault(endpoint, times, **how))

    def called(self, endpoint: str) -> list[Call]:
        """The calls of one endpoint so far."""
        return [call for call in self.calls if call.endpoint == endpoint]

    def route(self, method: str, endpoint: str, answer: Endpoint, *, needs_token: bool = True) -> Route:
        async def serve(request: Request) -> Response:
            form = request.headers.get("content-type", "")
            call = Call(endpoint, dict(request.query_params), await request.body(), form)
            self.calls.append(call)
            return await self._answered(call, answer, needs_token)

        return Route(f"/cgi-bin/{endpoint}", serve, methods=[method])

    async def _answered(self, call: Call, answer: Endpoint, needs_token: bool) -> Response:
        fault = self._next_fault(call.endpoint)
        if fault:
            await asyncio.sleep(fault.delay)
            if fault.status != 200:
                return Response("no", fault.status, fault.headers)
        try:
            if needs_token:
                self.tokens.check(call.query.get("access_token", ""))
            if fault and fault.errcode:
                raise Refusal(fault.errcode, "planned")
            given = answer(call)
        except Refusal as refusal:
            given = {"errcode": refusal.errcode, "errmsg": f"{refusal.errmsg} rid: {secrets.token_hex(6)}"}
        return given if isinstance(given, Response) else JSONResponse(given)

    def _next_fault(self, endpoint: str) -> Fault | None:
        for fault in self._faults:
            if fault.endpoint == endpoint and fault.times > 0:
                fault.times -= 1
                return fault
        return None


def expect(condition: bool, errcode: int, errmsg: str) -> None:
    """Refuse unless."""
    if not condition:
        raise Refusal(errcode, errmsg)


def upload(call: Call, media: dict[str, bytes], kinds: tuple[str, ...]) -> dict[str, Any]:
    """A file as one part of a form, named `media`; under its id it can then be sent."""
    expect(call.query.get("type") in kinds, 40004, "invalid media type")
    parts = message_from_bytes(b"Content-Type: " + call.form.encode() + b"\r\n\r\n" + call.body)
    named = [part for part in parts.walk() if part.get_param("name", header="content-disposition") == "media"]
    expect(len(named) == 1 and bool(named[0].get_filename()), 41005, "media data missing")
    content = named[0].get_payload(decode=True)
    assert isinstance(content, bytes)
    expect(len(content) > 4, 40006, "invalid media size")
    key = secrets.token_urlsafe(24)
    media[key] = content
    return {"errcode": 0, "errmsg": "ok", "type": call.query["type"], "media_id": key}


def fault(trouble: str, errcode: int) -> dict[str, Any]:
    """How `Platform.fail` makes a call meet this trouble: wait, down, or broken with the vendor's number for it."""
    faults: dict[str, dict[str, Any]] = {
        "wait": {"status": 429, "headers": {"Retry-After": "7"}},
        "down": {"status": 502},
        "broken": {"errcode": errcode},
    }
    return faults[trouble]
