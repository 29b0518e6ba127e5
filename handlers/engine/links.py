"""What somebody says by coming in by a link or a QR code: its key is a binding code, or none of ours.

Posters, partners' pages and payments have keys too: whoever comes by one of these has said nothing but hello.
"""

from __future__ import annotations

import re

CODE = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
"""A whole binding code."""
_LINK = re.compile(r"/start\s+(\S.*)", re.IGNORECASE | re.DOTALL)


def said_by(key: str) -> str:
    """The words that the key of a link stands for."""
    return f"绑定 {key}" if CODE.fullmatch(key) else f"/start {key}"


def is_foreign(text: str) -> bool:
    """Whether these are the words of a link that binds nothing."""
    found = _LINK.fullmatch(text)
    return found is not None and not CODE.fullmatch(found[1])
