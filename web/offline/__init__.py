"""One HTML file that checks papers offline: with the keys of its day, and no server, database or network."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
_PARTS = {"NOBLE": "noble-ed25519.js", "VERIFY": "verify.js", "PAGE": "page.js"}


def offline_page(keys: Sequence[bytes]) -> str:
    """The page; `keys` are public keys, 32 bytes each. noble-ed25519 (MIT) serves browsers without Ed25519 of their own."""
    parts = {name: (HERE / file).read_text("utf-8") for name, file in _PARTS.items()}
    parts["KEYS"] = json.dumps([key.hex() for key in keys])
    return re.sub(r"@([A-Z]+)@", lambda found: parts[found[1]], (HERE / "page.html").read_text("utf-8"))
