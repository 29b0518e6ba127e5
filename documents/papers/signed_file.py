"""A PDF that carries its own signature: a comment before the last `startxref`, which readers of PDF pass over.

The line is `%yiqi1 TOKEN SIGNATURE`. The signature is of all bytes of the file but this line, and of the token, so that
no byte can be changed and no line be moved to another paper.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.papers import tokens
from documents.papers.tokens import KEY_ID, Claim, Forged, Keys

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PURPOSE = b"yiqi-file-1\n"
_LINE = re.compile(rb"%yiqi1 ([\w-]+) ([\w-]{86})\n(?=startxref\n\d+\n%%EOF\n?\Z)")
_PLACE = b"startxref\n"


def sign_file(pdf: bytes, token: str, private: Ed25519PrivateKey) -> bytes:
    """The PDF with its signature; its cross-references stay right, since they point at what lies before."""
    before, place, after = pdf.rpartition(_PLACE)
    signature = tokens.encoded(private.sign(_message(token, pdf))).encode()
    signed = before + b"%yiqi1 " + token.encode() + b" " + signature + b"\n" + place + after
    if not _LINE.search(signed):
        raise ValueError("no PDF as typst writes it")
    return signed


def read_file(content: bytes, keys: Keys) -> Claim:
    """What a signed PDF certifies; `Forged` says why it does not."""
    found = _LINE.search(content)
    if not found:
        raise Forged("文件里没有签名，或结尾被改动过")
    token, signature = found[1].decode(), tokens.decoded(found[2].decode())
    claim = tokens.read(token, keys)
    pdf = content[: found.start()] + content[found.end() :]
    known = tokens.decoded(token)[:KEY_ID]
    try:
        tokens.verify(known, signature, _message(token, pdf), keys)
    except Forged:
        raise Forged("文件被改动过") from None
    return claim


def _message(token: str, pdf: bytes) -> bytes:
    return PURPOSE + token.encode() + b"\n" + pdf
