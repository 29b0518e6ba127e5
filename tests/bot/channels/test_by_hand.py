"""`yiqi fake wechat|wecom`: what it prints are settings that pass the check, and one person can be played."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import main
from bot.devtools.fakes import by_hand


@pytest.mark.parametrize("more", [["wechat"], ["wechat", "--encrypted"], ["wecom"]])
def test_what_is_printed_passes_the_check(tmp_path: Path, more: list[str]) -> None:
    done = CliRunner().invoke(main, ["fake", *more, "--port", "0"], input="/quit\n")
    assert done.exit_code == 0
    section = re.search(r"\[we.*?\n\n", done.output, re.DOTALL)
    assert section
    file = tmp_path / "config.toml"
    file.write_text(section[0], encoding="utf-8")
    checked = CliRunner().invoke(main, ["--config", str(file), "config", "check"])
    assert "设置没有问题" in checked.output
    assert "志愿专家：每年 12 小时或 30 家，满一样就够" in checked.output
    assert more[0] in checked.output


@pytest.mark.parametrize("channel", ["wechat", "wecom"])
def test_what_goes_wrong_is_said_and_one_types_on(monkeypatch: pytest.MonkeyPatch, channel: str) -> None:
    monkeypatch.setattr(by_hand, "SETTLES", timedelta(0))
    typed = "帮助\n/photo /no/such/file\n/click\n/dance\n/fail x\n/revoke\n"
    nobody = ["--port", "0", "--callback", "http://127.0.0.1:9/nobody"]
    done = CliRunner().invoke(main, ["fake", channel, *nobody], input=typed)
    assert done.exit_code == 0
    assert done.output.count("没有办成") == 4
    assert done.output.count("直接打字 = 说话") == 2
