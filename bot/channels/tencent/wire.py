"""The wire that 公众号 and 企业微信 share: who signed a body, what is in it, how an answer is sealed.

Everything that can be wrong with a body ends in one error, `Rejected`, before anything is written.
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b64decode
from collections.abc import AsyncIterable
from datetime import datetime, timedelta
from hashlib import sha1
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from bot.channels import http
from bot.channels.moments import moment

LARGEST_BODY = 64 * 1024
FRESH = timedelta(minutes=5)
DEEPEST = 8
"""Levels of tags; the vendors' deepest body, a card's chosen options, has six."""
_SEALED = re.compile(rb"<Encrypt>(?:<!\[CDATA\[)?\s*([A-Za-z0-9+/=]+)\s*(?:\]\]>)?</Encrypt>")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Rejected(Exception):
    """A body that is not taken: 403 not from the vendor, 413 too large, 400 makes no sense."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status
        self.reason = reason


class Seal:
    """One account's token and, where it encrypts, its EncodingAESKey; `receiver` is its AppID or CorpID."""

    def __init__(self, token: str, key: str = "", receiver: str = "") -> None:
        if not token:
            raise ValueError("an empty token would let anybody sign")
        self._token = token
        self._receiver = receiver
        self._crypto = _crypto(key) if key else None

    @property
    def encrypts(self) -> bool:
        return self._crypto is not None

    def check(self, signature: str, timestamp: str, nonce: str, now: datetime, sealed: str = "") -> None:
        """Signed by one who knows the token, within five minutes of now."""
        made = sign(self._token, timestamp, nonce, sealed)
        if not hmac.compare_digest(made.encode(), signature.encode("utf-8", "replace")):
            raise Rejected(403, "signature")
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
            raise Rejected(403, "timestamp")
        if abs(now.timestamp() - int(timestamp)) > FRESH.total_seconds():
            raise Rejected(403, "stale")

    def opened(self, sealed: str) -> str:
        """What was encrypted for this receiver; the signature has been checked before."""
        assert self._crypto is not None
        try:
            return str(self._crypto.decrypt(sealed, self._receiver))
        except Exception:  # the library leaks struct.error, IndexError, ValueError and more
            raise Rejected(403, "cannot be opened") from None

    def sealed(self, xml: str, now: datetime) -> str:
        """An answer, encrypted and signed."""
        assert self._crypto is not None
        hidden = self._crypto.encrypt(xml, self._receiver).decode()
        timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(8)
        signature = sign(self._token, timestamp, nonce, hidden)
        return element(Encrypt=hidden, MsgSignature=signature, TimeStamp=timestamp, Nonce=nonce)


def sign(*parts: str) -> str:
    """The vendors' signature over some strings, in hexadecimal digits."""
    return sha1("".join(sorted(parts)).encode("utf-8", "replace")).hexdigest()


async def body_of(stream: AsyncIterable[bytes]) -> bytes:
    """A request's body of at most 64 KB."""
    try:
        return await http.body_of(stream, LARGEST_BODY)
    except http.TooLarge:
        raise Rejected(413, "too large") from None


def sealed_part(body: bytes) -> str:
    """The encrypted part of a body, found without reading the rest: nobody has signed that."""
    found = _SEALED.search(body)
    if found is None:
        raise Rejected(400, "nothing encrypted")
    return found[1].decode()


def fields(body: bytes) -> Element:
    """A vendor's body as a tree; a field's value is its `findtext`.

    What somebody pasted may hold control characters, which no XML may; they are left out.
    """
    parser = XMLParser(target=_Guard())
    try:
        parser.feed(_CONTROLS.sub(b"", body))
        root = parser.close()
    except (ParseError, ValueError, LookupError):
        raise Rejected(400, "not XML") from None
    if not isinstance(root, Element) or root.tag != "xml":
        raise Rejected(400, "not a message")
    return root


def text_of(message: Element, name: str) -> str:
    """A field that may be missing or empty."""
    return message.findtext(name) or ""


def needed(message: Element, name: str, longest: int = 64) -> str:
    """A field without which the body makes no sense."""
    value = text_of(message, name).strip()
    if not 0 < len(value) <= longest:
        raise Rejected(400, f"no {name}")
    return value


def number_of(message: Element) -> str:
    """The vendor's MsgId; empty without one. Never zero, which would make all such messages one."""
    number = text_of(message, "MsgId").strip()
    return number if re.fullmatch(r"[0-9]{1,32}", number) and int(number) else ""


def written_at(message: Element) -> datetime | None:
    """CreateTime, the moment of writing."""
    told = text_of(message, "CreateTime").strip()
    return moment(int(told)) if re.fullmatch(r"[0-9]{1,12}", told) else None


def place_of(message: Element) -> tuple[float, float]:
    """Latitude and longitude."""
    try:
        latitude, longitude = (float(text_of(message, name)) for name in ("Location_X", "Location_Y"))
    except ValueError:
        raise Rejected(400, "no place") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Rejected(400, "no place")
    return latitude, longitude


def element(**parts: str) -> str:
    """A body of ours: every value as text that cannot break out of its tag."""
    return "<xml>" + "".join(f"<{name}>{_cdata(value)}</{name}>" for name, value in parts.items()) + "</xml>"


class _Guard(TreeBuilder):
    """Builds the tree, and stops at a DOCTYPE (where entities are declared) and at tags nested too deep."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Rejected(400, "nested too deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, *declared: str | None) -> None:
        raise Rejected(400, "DOCTYPE")


def _cdata(value: str) -> str:
    safe = _NOT_XML.sub("", value).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"


def _crypto(key: str) -> Any:
    """wechatpy's cipher, which serves both products, with a random prefix that nobody can foretell."""
    from wechatpy.crypto import PrpCrypto

    class Unforeseeable(PrpCrypto):  # type: ignore[misc]  # the library has no types
        def get_random_string(self) -> str:
            return secrets.token_hex(8)

    raw = b64decode(key + "=", validate=True) if len(key) == 43 else b""
    if len(raw) != 32:
        raise ValueError("EncodingAESKey must be the 43 characters that the vendor's console shows")
    return Unforeseeable(raw)
