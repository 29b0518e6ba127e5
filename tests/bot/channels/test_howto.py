"""The page on adding a channel is followed to the letter: its files are copied out of it, and the channel answers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "howto" / "channel.md").read_text("utf-8")
PACKAGES = ("programme", "language", "matching", "storage", "documents", "actions", "handlers", "web")
ASK = """
    import hmac, json, time
    from base64 import b64encode
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from bot.app import build
    from bot.background import delivering
    from bot.settings import load

    app = build(load(Path("config.toml"))).open()
    (channel,) = app.channels.values()
    stamp = str(int(time.time() * 1000))
    sign = b64encode(hmac.digest(b"s", f"{stamp}\\ns".encode(), "sha256")).decode()
    body = {"senderStaffId": "007", "msgId": "1", "text": {"content": "帮助"}}
    with TestClient(Starlette(routes=list(channel.routes()), lifespan=lambda _: delivering(app))) as vendor:
        assert vendor.post("/dingtalk", json=body).status_code == 403
        signed = {"timestamp": stamp, "sign": sign}
        assert vendor.post("/dingtalk", content=b"{", headers=signed).status_code == 400
        answers = [vendor.post("/dingtalk", json=body, headers=signed).json() for _ in range(2)]
    app.close()
    assert answers[0] == answers[1]
    print(answers[0]["text"]["content"])
"""


def _file(path: str) -> str:
    """The code that stands under a path on the page."""
    found = re.search(rf"`{re.escape(path)}`:\n\n```python\n(.*?)```", PAGE, re.DOTALL)
    assert found, path
    return found[1]


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_channel_added_by_the_page_answers(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "devtools"))
    for package in PACKAGES:
        (tmp_path / package).symlink_to(ROOT / package)
    (tmp_path / "bot" / "channels" / "dingtalk").mkdir(exist_ok=True)
    for name in ("settings", "adapter"):
        path = f"bot/channels/dingtalk/{name}.py"
        (tmp_path / path).write_text(_file(path), "utf-8")
    found = re.search(r"```toml\n(\[dingtalk\].*?)```", PAGE, re.DOTALL)
    assert found
    config = tmp_path / "config.toml"
    config.write_text(found[1].replace("enabled = false", "enabled = true"), "utf-8")
    check = "from bot.commands import main; main(['config', 'check'], standalone_mode=False)"
    missing = subprocess.run(
        [sys.executable, "-c", check],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert "dingtalk.secret：没有填" in missing.stdout, missing.stderr
    config.write_text(config.read_text("utf-8").replace('secret = ""', 'secret = "s"'), "utf-8")
    assert "渠道 web、dingtalk" in _run(tmp_path, "-c", check)
    assert "免费请专家" in _run(tmp_path, "-c", textwrap.dedent(ASK))


def test_the_table_on_the_page_holds_what_the_settings_have() -> None:
    (table,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    fields = re.findall(r"^    (\w+): \w+ = ", _file("bot/channels/dingtalk/settings.py"), re.MULTILINE)
    assert tomllib.loads(table)["dingtalk"].keys() == {"enabled", *fields}


def test_every_part_of_the_contract_is_named() -> None:
    contract = (ROOT / "bot" / "channels" / "contract.py").read_text("utf-8")
    driver = (ROOT / "bot" / "devtools" / "drivers" / "contract.py").read_text("utf-8")
    parts = re.findall(r"^    (?:async )?def ([a-z]\w+)|^    (\w+): ", contract + driver, re.MULTILINE)
    missing = {method or field for method, field in parts if not re.search(rf"\b{method or field}\b", PAGE)}
    assert missing == set()
