"""Calls to the vendors' APIs through wechatpy, off the event loop: one token for all, every error sorted.

The library by itself has a fixed token address and no time-out, asks again without end at 40001, and
keeps state that threads must not share. So the token, the address and the time-out are ours here, and
each thread has a client of its own. Addresses carry secrets: no error of the HTTP client is passed on,
and its log is silent.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, TypeVar

import requests
import structlog
from wechatpy import WeChatClient
from wechatpy.enterprise import WeChatClient as EnterpriseClient
from wechatpy.exceptions import WeChatClientException

from bot.channels.contract import NotSent, Trouble
from bot.channels.tencent.access_token import AccessToken

T = TypeVar("T")
TIMEOUT = (3.0, 8.0)
"""Seconds to connect, and to wait for an answer."""
THREADS = 4
LARGEST_FILE = 8 * 1024 * 1024
TOKEN_REFUSED = frozenset({40001, 40014, 42001})
MISCONFIGURED = frozenset({40013, 40125, 40164, 41002, 41004, 48001, 48002, 60020, 40091})
"""Wrong secret, address not on the list, no right to the interface: a person has to see to it."""
log = structlog.get_logger()
for _name in ("urllib3", "requests", "wechatpy"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class _Shared:
    """What both clients do in another way than the library."""

    _http: requests.Session
    API_BASE_URL: str

    def point_at(self, address: str, access: AccessToken) -> None:
        self.API_BASE_URL = f"{address.rstrip('/')}/cgi-bin/"
        self._access = access
        self._used = ""

    @property
    def access_token(self) -> str:
        self._used = self._access.token(self._fetch)
        return self._used

    def renew(self) -> None:
        """The token used last was rejected."""
        self._access.token(self._fetch, rejected=self._used)

    def picture(self, media_id: str) -> bytes:
        """A picture that somebody sent, at most 8 MB of it."""
        query = {"access_token": self.access_token, "media_id": media_id}
        with self._http.get(
            f"{self.API_BASE_URL}media/get", params=query, timeout=TIMEOUT, stream=True
        ) as answer:
            _expect_success(answer)
            content = b""
            for chunk in answer.iter_content(64 * 1024):
                content += chunk
                if len(content) > LARGEST_FILE:
                    raise NotSent("broken", "file too large")
        if content.startswith(b"{"):
            _checked(content)
        return content

    def _fetch(self, force: bool) -> tuple[str, int]:
        raise NotImplementedError

    def _asked(self, method: str, endpoint: str, **parts: Any) -> tuple[str, int]:
        answer = self._http.request(method, self.API_BASE_URL + endpoint, timeout=TIMEOUT, **parts)
        _expect_success(answer)
        body = _checked(answer.content)
        return str(body["access_token"]), int(body["expires_in"])


class ServiceAccount(_Shared, WeChatClient):  # type: ignore[misc]  # the library has no types
    """公众号, by `stable_token`: asking for it does not end the token that another process holds."""

    def __init__(self, app_id: str, secret: str, address: str, access: AccessToken) -> None:
        super().__init__(app_id, secret, timeout=TIMEOUT, auto_retry=False)
        self.point_at(address, access)

    def _fetch(self, force: bool) -> tuple[str, int]:
        body = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self._asked("post", "stable_token", json=body | {"force_refresh": force})


class Enterprise(_Shared, EnterpriseClient):  # type: ignore[misc]  # the library has no types
    """企业微信, one application's token; the vendor knows no forced renewal."""

    def __init__(self, corp_id: str, secret: str, address: str, access: AccessToken) -> None:
        super().__init__(corp_id, secret, timeout=TIMEOUT, auto_retry=False)
        self.point_at(address, access)

    def _fetch(self, force: bool) -> tuple[str, int]:
        return self._asked("get", "gettoken", params={"corpid": self.corp_id, "corpsecret": self.secret})


class Api:
    """A vendor's API. `troubles` says what an errcode means; one that it does not name is `broken`."""

    def __init__(self, make: Callable[[], Any], troubles: Mapping[int, Trouble]) -> None:
        self._make = make
        self._troubles = troubles
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="vendor")
        self._own = threading.local()

    async def call(self, request: Callable[[Any], T]) -> T:
        """Run a request against a client; raises `NotSent`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._called, request)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _called(self, request: Callable[[Any], T]) -> T:
        """A refused token is renewed once, and no more."""
        client = self._client()
        try:
            try:
                return _whole(request(client))
            except WeChatClientException as error:
                if error.errcode not in TOKEN_REFUSED:
                    raise
                client.renew()
                return _whole(request(client))
        except WeChatClientException as error:
            raise self._sorted(error) from None
        except requests.RequestException as error:
            raise NotSent("wait", type(error).__name__, uncertain=not _never_left(error)) from None
        except (KeyError, TypeError, ValueError) as error:
            raise NotSent("wait", f"odd answer: {type(error).__name__}", uncertain=True) from None

    def _client(self) -> Any:
        if not hasattr(self._own, "client"):
            self._own.client = self._make()
        return self._own.client

    def _sorted(self, error: WeChatClientException) -> NotSent:
        if error.errcode is None:
            return _by_status(error.response)
        if error.errcode in MISCONFIGURED:
            log.error("the vendor refuses us", errcode=error.errcode)
        trouble = "wait" if error.errcode in TOKEN_REFUSED else self._troubles.get(error.errcode, "broken")
        return Refused(trouble, error.errcode)


class Refused(NotSent):
    """The vendor's own no, with its number."""

    def __init__(self, trouble: Trouble, errcode: int) -> None:
        super().__init__(trouble, f"errcode {errcode}")
        self.errcode = errcode


def _whole(answer: T) -> T:
    """The library hands back what is no JSON as it came."""
    if isinstance(answer, requests.Response):
        raise ValueError("not JSON")
    return answer


def _expect_success(answer: requests.Response) -> None:
    if answer.status_code != 200:
        raise WeChatClientException(None, None, response=answer)


def _checked(content: bytes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(content)
    if code := int(body.get("errcode", 0)):
        raise WeChatClientException(code, "")
    return body


def _by_status(answer: requests.Response) -> NotSent:
    status = answer.status_code
    if status == 429 or status >= 500:
        seconds = answer.headers.get("Retry-After", "")
        after = timedelta(seconds=int(seconds)) if seconds.isdecimal() else None
        return NotSent("wait", f"HTTP {status}", after=after, uncertain=status >= 500)
    return NotSent("broken", f"HTTP {status}")


def _never_left(error: requests.RequestException) -> bool:
    """Whether no connection was made, so that nothing can have arrived."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = getattr(error.args[0], "reason", None) if error.args else None
    return type(cause).__name__ in ("NewConnectionError", "ConnectTimeoutError", "NameResolutionError")
