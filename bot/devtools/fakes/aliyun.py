"""A fake of Aliyun's short messages, as strict as the vendor: signature, clock, nonce, template and how often."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

LONGEST_VALUE = 35
PHONE = re.compile(r"1[3-9]\d{9}")
CLOCK_SKEW = timedelta(minutes=15)
NEEDED = (
    "host",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
)
AUTHORIZATION = re.compile(
    r"ACS3-HMAC-SHA256 Credential=(\S+?),SignedHeaders=(\S+?),Signature=([0-9a-f]{64})"
)


@dataclass(slots=True)
class FakeAliyun:
    """One account with one signature and one template for codes. `plan` gives codes that the next calls are answered with."""

    now: Callable[[], datetime]
    key_id: str = "LTAI-fake"
    secret: str = "fake-secret"
    sign_name: str = "益企测试"
    template: str = "SMS_100001"
    notices: dict[str, frozenset[str]] = field(default_factory=dict)
    """Further templates that were approved, each with the names that stand in it."""
    told: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """What its customer calls each message that it took, to be told back in its reports."""
    plan: list[str | int] = field(default_factory=list)
    _nonces: set[str] = field(default_factory=set)

    def app(self) -> Starlette:
        """Its server."""
        return Starlette(routes=[Route("/", self._call, methods=["POST"])])

    def codes_to(self, phone: str) -> list[str]:
        """What this telephone was sent."""
        return [code for to, code in self.sent if to == phone]

    async def _call(self, request: Request) -> Response:
        if self.plan and isinstance(status := self.plan[0], int):
            self.plan.pop(0)
            return Response("bad gateway", status_code=status)
        wrong = self._unsigned(request, await request.body()) or self._refused(dict(request.query_params))
        if wrong:
            return JSONResponse(
                {"Code": wrong, "Message": wrong, "RequestId": "1"}, 400 if "Sign" in wrong else 200
            )
        self.keys.append(request.query_params.get("OutId", ""))
        return JSONResponse({"Code": "OK", "Message": "OK", "RequestId": "1", "BizId": str(len(self.sent))})

    def _unsigned(self, request: Request, body: bytes) -> str:
        """What is wrong with how the call is signed; worked out anew from what came over the wire."""
        found = AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
        if not found or found[1] != self.key_id:
            return "InvalidAccessKeyId.NotFound"
        names = found[2].split(";")
        if names != sorted(names) or set(NEEDED) - set(names):
            return "IncompleteSignature"
        digest = sha256(body).hexdigest()
        if request.headers["x-acs-content-sha256"] != digest:
            return "SignatureDoesNotMatch"
        pairs = parse_qsl(request.url.query, keep_blank_values=True, strict_parsing=True)
        query = "&".join(
            f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(pairs)
        )
        head = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names)
        canonical = "\n".join((request.method, "/", query, head, found[2], digest))
        said = f"ACS3-HMAC-SHA256\n{sha256(canonical.encode()).hexdigest()}"
        if hmac.new(self.secret.encode(), said.encode(), sha256).hexdigest() != found[3]:
            return "SignatureDoesNotMatch"
        return self._stale(request)

    def _stale(self, request: Request) -> str:
        at = datetime.strptime(request.headers["x-acs-date"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if abs(self.now() - at) > CLOCK_SKEW:
            return "InvalidTimeStamp.Expired"
        nonce = request.headers["x-acs-signature-nonce"]
        if nonce in self._nonces:
            return "SignatureNonceUsed"
        self._nonces.add(nonce)
        version, action = request.headers["x-acs-version"], request.headers["x-acs-action"]
        return "" if (version, action) == ("2017-05-25", "SendSms") else "InvalidAction.NotFound"

    def _refused(self, given: dict[str, str]) -> str:
        if self.plan and isinstance(planned := self.plan.pop(0), str):
            return planned
        if not PHONE.fullmatch(given.get("PhoneNumbers", "")):
            return "isv.MOBILE_NUMBER_ILLEGAL"
        if given.get("SignName") != self.sign_name:
            return "isv.SMS_SIGNATURE_ILLEGAL"
        template = given.get("TemplateCode", "")
        if template != self.template and template not in self.notices:
            return "isv.SMS_TEMPLATE_ILLEGAL"
        try:
            values = json.loads(given.get("TemplateParam", ""))
        except ValueError:
            return "isv.INVALID_JSON_PARAM"
        if template in self.notices:
            return self._told(given["PhoneNumbers"], template, values)
        if set(values) != {"code"} or not re.fullmatch(r"[A-Za-z0-9]{4,6}", str(values["code"])):
            return "isv.TEMPLATE_MISSING_PARAMETERS"
        self.sent.append((given["PhoneNumbers"], values["code"]))
        return ""

    def _told(self, phone: str, template: str, values: dict[str, str]) -> str:
        """A notice: every name of its template needs a value, short and without an address."""
        if self.notices[template] - values.keys():
            return "isv.TEMPLATE_MISSING_PARAMETERS"
        if any(len(value) > LONGEST_VALUE for value in values.values()):
            return "isv.PARAM_LENGTH_LIMIT"
        if any("://" in value for value in values.values()):
            return "isv.PARAM_NOT_SUPPORT_URL"
        self.told.append((phone, template, {name: values[name] for name in self.notices[template]}))
        return ""
