"""What a paper's QR code holds: who, what, by whom, under an Ed25519 signature that anybody can check offline.

A token is base64url of: key id (4 bytes), signature (64 bytes), then UTF-8 lines: number without dashes, name, what is
certified, issuer. What is certified is the first and the last day, as «20261130-20291129», and for a proof the hours
behind a blank. No phone, ID number, e-mail or enterprise stands in it.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from documents.papers.numbers import Mistyped, compact, read_number

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_ID, SIGNATURE = 4, 64
PURPOSE = b"yiqi-paper-1\n"
"""Stands before what is signed, so that no other signature of the key can be passed off as a token's."""
Keys = Mapping[bytes, bytes]
"""Public keys (32 bytes) by their ids."""


class Forged(Exception):
    """Not a paper of these keys. `str()` is the word for it, in Chinese."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says. `until` is None where the term has no end; `hours` stands in proofs alone."""

    number: str
    name: str
    first: date
    until: date | None
    hours: str
    issuer: str


def key_id(public: bytes) -> bytes:
    """The id of a public key."""
    return sha256(public).digest()[:KEY_ID]


def sign(claim: Claim, private: Ed25519PrivateKey) -> str:
    """The token of a claim. ValueError where a field holds what separates fields."""
    said = _written(claim).encode()
    public = private.public_key().public_bytes_raw()
    return encoded(key_id(public) + private.sign(PURPOSE + said) + said)


def read(token: str, keys: Keys) -> Claim:
    """What a token says, if one of the keys has signed it; else `Forged`."""
    raw = decoded(token)
    if len(raw) <= KEY_ID + SIGNATURE:
        raise Forged("不是完整的核验码")
    known, signature, said = raw[:KEY_ID], raw[KEY_ID : KEY_ID + SIGNATURE], raw[KEY_ID + SIGNATURE :]
    verify(known, signature, PURPOSE + said, keys)
    try:
        return _read(said.decode())
    except (ValueError, Mistyped):
        raise Forged("内容读不出来") from None


def verify(known: bytes, signature: bytes, message: bytes, keys: Keys) -> None:
    """Raise `Forged` unless the key of this id has signed the message."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if known not in keys:
        raise Forged("不是已知的签发密钥")
    try:
        Ed25519PublicKey.from_public_bytes(keys[known]).verify(signature, message)
    except InvalidSignature:
        raise Forged("签名不符，内容被改动过") from None


def _written(claim: Claim) -> str:
    until = f"{claim.until:%Y%m%d}" if claim.until else ""
    what = f"{claim.first:%Y%m%d}-{until} {claim.hours}".strip()
    fields = (compact(claim.number), claim.name, what, claim.issuer)
    if any("\n" in field or not field for field in fields):
        raise ValueError("a field is empty or has a line break")
    return "\n".join(fields)


def _read(said: str) -> Claim:
    number, name, what, issuer = said.split("\n")
    span, _, hours = what.partition(" ")
    first, until = span.split("-")
    return Claim(read_number(number), name, _day(first), _day(until) if until else None, hours, issuer)


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def encoded(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(token: str) -> bytes:
    """The bytes of base64url; another spelling of the same bytes is refused, so that every token has one form."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        raise Forged("不是完整的核验码") from None
    if encoded(raw) != token:
        raise Forged("不是完整的核验码")
    return raw
