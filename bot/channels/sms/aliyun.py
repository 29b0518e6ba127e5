"""Aliyun's short messages: `SendSms` over HTTPS, signed with ACS3-HMAC-SHA256, without an SDK."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

from bot.channels.contract import NotSent, Trouble
from bot.channels.sms.settings import SmsSettings

SECONDS = 10
VERSION = "2017-05-25"
NOTHING = sha256(b"").hexdigest()
TROUBLES: dict[str, Trouble] = {
    "isv.MOBILE_NUMBER_ILLEGAL": "blocked",
    "isv.BLACK_KEY_CONTROL_LIMIT": "blocked",
    "isv.BUSINESS_LIMIT_CONTROL": "wait",
    "isp.SYSTEM_ERROR": "wait",
    "isp.RAM_PERMISSION_DENY": "broken",
    "Throttling.User": "wait",
    "isv.AMOUNT_NOT_ENOUGH": "wait",
    "isv.OUT_OF_SERVICE": "wait",
}
"""What the vendor's codes mean; any other says that signature, template or account is wrong."""


class Aliyun:
    """Sends under one signature, by templates that were approved; `now` is the time with its zone."""

    def __init__(self, settings: SmsSettings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now

    def send(self, phone: str, code: str, key: str) -> str:
        """Send a one-time code under our `key`, and give the vendor's number; raises `bot.channels.contract.NotSent`. Blocking."""
        return self.send_by(self._settings.template, phone, {"code": code}, key)

    def send_by(self, template: str, phone: str, values: Mapping[str, str], ours: str = "") -> str:
        """Send what this template says with these values, and give the vendor's number of it; `ours` is told back in its receipts.

        Raises `bot.channels.contract.NotSent`. Blocking.
        """
        answer = _asked(self._request(template, phone, values, ours))
        if (said := str(answer.get("Code", ""))) != "OK":
            raise NotSent(TROUBLES.get(said, "broken"), said or "no code in the answer")
        return str(answer.get("BizId", ""))

    def _request(self, template: str, phone: str, values: Mapping[str, str], ours: str) -> Request:
        given = {
            "PhoneNumbers": phone,
            "SignName": self._settings.sign_name,
            "TemplateCode": template,
            "TemplateParam": json.dumps(values, ensure_ascii=False, separators=(",", ":")),
        } | ({"OutId": ours} if ours else {})
        query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in sorted(given.items()))
        headers = {
            "host": urlsplit(self._settings.api).netloc,
            "x-acs-action": "SendSms",
            "x-acs-content-sha256": NOTHING,
            "x-acs-date": self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "x-acs-signature-nonce": uuid4().hex,
            "x-acs-version": VERSION,
        }
        secret = self._settings.secret.get_secret_value()
        headers["Authorization"] = authorization(self._settings.key_id, secret, query, headers)
        return Request(f"{self._settings.api}/?{query}", method="POST", headers=headers)


def authorization(key_id: str, secret: str, query: str, headers: dict[str, str]) -> str:
    """The header that signs a POST without a body."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    canonical = f"POST\n/\n{query}\n{lines}\n{names}\n{NOTHING}"
    to_sign = f"ACS3-HMAC-SHA256\n{sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"


def _quoted(text: str) -> str:
    return quote(text, safe="-_.~")


def _asked(request: Request) -> dict[str, Any]:
    """The answer as an object, also that of an error; what got none may have arrived all the same."""
    try:
        with urlopen(request, timeout=SECONDS) as response:
            body = response.read(64 * 1024)
    except HTTPError as error:
        with error:
            body = error.read(64 * 1024)
        if error.code >= 500:
            raise NotSent("wait", f"HTTP {error.code}", uncertain=True) from None
    except (URLError, TimeoutError, OSError) as error:
        raise NotSent("wait", type(error).__name__, uncertain=True) from None
    try:
        answer = json.loads(body)
    except ValueError:
        raise NotSent("wait", "no JSON in the answer", uncertain=True) from None
    return answer if isinstance(answer, dict) else {}
