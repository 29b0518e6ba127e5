"""What a colleague proves who they are with: a password (argon2id) and one-time codes by the clock (RFC 6238). No rows, no limits."""

from __future__ import annotations

import os
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from urllib.parse import quote

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

MEMORY_KB, PASSES, LANES = 19 * 1024, 2, 1
"""What OWASP advises at least; some 30 ms of a core."""
SALT_BYTES, HASH_BYTES, SECRET_BYTES = 16, 32, 20
STEP_SECONDS, DIGITS = 30, 6
EARLY_OR_LATE = 1
"""Steps that somebody's clock may be off, or their fingers slow."""
SHORTEST, LONGEST = 10, 200
NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""Tried for a name that nobody has, so that it takes as long as one that somebody has."""


def hashed(password: str) -> str:
    """As a PHC string."""
    kdf = Argon2id(
        salt=os.urandom(SALT_BYTES), length=HASH_BYTES, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KB
    )
    return kdf.derive_phc_encoded(password.encode())


def is_password(kept: str, password: str) -> bool:
    """Whether this is the password that was kept so. Slow on purpose: never within a transaction."""
    try:
        Argon2id.verify_phc_encoded(password.encode()[: LONGEST * 4], kept)
    except InvalidKey:
        return False
    return True


def new_secret() -> str:
    """For one-time codes, in base 32."""
    return b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def address_of(secret: str, login: str) -> str:
    """What an authenticator reads as a QR code."""
    return f"otpauth://totp/{quote('益企')}:{quote(login)}?secret={secret}&issuer={quote('益企')}&digits={DIGITS}&period={STEP_SECONDS}"


def code_at(secret: str, step: int) -> str:
    """The digits of a time step."""
    return HOTP(b32decode(secret), DIGITS, SHA1()).generate(step).decode()


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The time step that these digits are of, if it is near and behind the one that was taken last; None for any other."""
    here = int(now.timestamp()) // STEP_SECONDS
    near = range(here - EARLY_OR_LATE, here + EARLY_OR_LATE + 1)
    fitting = [step for step in near if secrets.compare_digest(code_at(secret, step).encode(), code.encode())]
    return next((step for step in fitting if step > after), None)
