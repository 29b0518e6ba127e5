"""The encryption proved from the outside, by two implementations that are not ours.

They are npm packages: `npm ci --prefix tests/peers` installs them (continuous integration does). Without
them, or without node, these tests are skipped; the vendors' own examples are tested in any case.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.tencent import wire
from bot.channels.tencent.wire import Seal

PEERS = Path(__file__).parents[2] / "peers"
NODE = shutil.which("node")
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ACCOUNT = {
    "token": "yiqiToken",
    "key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "receiver": "wx0123456789abcdef",
}
SEAL = Seal(ACCOUNT["token"], ACCOUNT["key"], ACCOUNT["receiver"])
TEXTS = ["<xml></xml>", "您好，👋🏽", "]]>", "x" * 2048, *("字" * length for length in range(1, 34))]
"""With every length of the padding."""

pytestmark = pytest.mark.skipif(
    NODE is None or not (PEERS / "node_modules").is_dir(),
    reason="the npm packages are not installed: npm ci --prefix tests/peers",
)
both = pytest.mark.parametrize("peer", ["@wecom/crypto", "wechat-crypto"])


def _ask(peer: str, does: str, given: list[list[str]]) -> list[Any]:
    questions = [{"peer": peer, "account": ACCOUNT, "does": does, "given": one} for one in given]
    done = subprocess.run(
        [str(NODE), "crypto.js"],
        cwd=PEERS,
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


@both
def test_what_they_seal_we_open(peer: str) -> None:
    sealed = _ask(peer, "encrypt", [[text] for text in TEXTS])
    assert [SEAL.opened(one) for one in sealed] == TEXTS


@both
def test_what_we_seal_they_open(peer: str) -> None:
    sealed = [wire.fields(SEAL.sealed(text, NOW).encode()).findtext("Encrypt") or "" for text in TEXTS]
    opened = _ask(peer, "decrypt", [[one] for one in sealed])
    assert [(one["message"], one["id"]) for one in opened] == [(text, ACCOUNT["receiver"]) for text in TEXTS]


@both
def test_we_sign_alike(peer: str) -> None:
    body = wire.fields(SEAL.sealed("<xml></xml>", NOW).encode())
    parts = [body.findtext(name) or "" for name in ("TimeStamp", "Nonce", "Encrypt")]
    assert _ask(peer, "sign", [parts]) == [body.findtext("MsgSignature")]
