"""What staff file anew is kept as an example that names nobody."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from click.testing import CliRunner

from bot.app import App
from bot.channels.terminal.adapter import Terminal
from bot.commands import main
from bot.devtools.fixtures import Actor, enter
from storage.unit_of_work import UnitOfWork

PEOPLE = {
    "owner": Actor("张厂长", "enterprise", "440802", enterprise="蓝湾海鲜加工厂"),
    "staff": Actor("小赵", "staff", jurisdiction="440800"),
    "expert": Actor("李律师", "expert", "440802", domains=("law",), certified=date(2026, 1, 1)),
}


def _enter(app: App, name: str, actor: Actor, work: UnitOfWork) -> int:
    return enter(work, actor, [("terminal", name)], app.rules, app.clock.now())


def test_the_example_is_exported_without_firm_and_phone(sqlite_app: App, tmp_path: Path) -> None:
    app = sqlite_app
    for name, actor in PEOPLE.items():
        app.database.write(partial(_enter, app, name, actor)).result()
    owner, staff = Terminal(app.inbound, "owner"), Terminal(app.inbound, "staff")
    owner.say("蓝湾海鲜加工厂冷库老是降不了温，想请懂制冷的师傅，电话13800001234")
    owner.say("确认")
    staff.say("改领域 1 法律")
    staff.say("确认")
    config = tmp_path / "config.toml"
    config.write_text(f'database = "{app.database.engine.url}"', encoding="utf-8")
    done = CliRunner().invoke(main, ["--config", str(config), "export", "filings"])
    assert done.output.startswith("law\ttechnology\t")
    assert "制冷" in done.output
    assert "蓝湾" not in done.output
    assert "13800001234" not in done.output
