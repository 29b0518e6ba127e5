"""The first administrator comes from the command line, and binds like everybody else."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from bot.channels.terminal.adapter import Terminal
from bot.commands import main
from bot.devtools.opened import open_app


def _add(folder: Path, *rest: str) -> str:
    config = folder / "config.toml"
    config.write_text(f'database = "sqlite:///{folder / "yiqi.db"}"', "utf-8")
    done = CliRunner().invoke(main, ["--config", str(config), "staff", "add", "钱丽", *rest])
    return f"{done.exit_code} {done.output}"


def test_the_first_administrator_binds_and_adds_a_colleague(tmp_path: Path) -> None:
    told = _add(tmp_path, "--region", "440800")
    code = re.findall(r"绑定 ([0-9a-f]{32})", told)[0]
    app = open_app(f"sqlite:///{tmp_path / 'yiqi.db'}")
    colleague = Terminal(app.inbound, "a-new-phone", "web")
    colleague.say(text=f"绑定 {code}")
    assert "绑定成功，钱丽" in colleague.say(text="同意").replies[0].text
    assert "孙丽" in colleague.say(text="增加工作人员 孙丽 赤坎区 审核").replies[0].plain()
    stranger = Terminal(app.inbound, "another-phone", "web")
    stranger.say(text=f"绑定 {code}")
    assert "用过了" in stranger.say(text="同意").replies[-1].text
    app.close()


def test_a_region_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert "没有这个行政区划代码" in _add(tmp_path, "--region", "990000")


def test_where_a_colleagues_digests_go(tmp_path: Path) -> None:
    _add(tmp_path, "--region", "440800")

    def said(*given: str) -> str:
        done = CliRunner().invoke(main, ["--config", str(tmp_path / "config.toml"), "staff", "email", *given])
        return done.output

    assert "日报发到 qian@example.cn" in said("钱丽", "qian@example.cn")
    assert "去掉了" in said("钱丽")
    assert "不是邮箱地址" in said("钱丽", "qian@")
    assert "没有这位工作人员" in said("孙丽", "sun@example.cn")
    assert "没有这位工作人员" in said("钱丽", "qian@example.cn", "--region", "440802")
