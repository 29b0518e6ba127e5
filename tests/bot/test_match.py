"""`yiqi match`: whom to ask, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import App
from bot.commands import main
from tests.contracts.crowd import arrive, lawyer


@pytest.fixture
def match(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_app: App) -> object:
    arrive(sqlite_app, lawyer("李律师"))
    monkeypatch.setenv("YIQI_DATABASE", f"sqlite:///{tmp_path / 'yiqi.db'}")
    monkeypatch.setenv("YIQI_SEMANTIC", "false")
    return lambda *words: CliRunner().invoke(main, ["match", *words])


def run(match: object, *words: str) -> Result:
    assert callable(match)
    done: Result = match(*words)
    return done


def test_the_points_are_shown_and_add_up(match: object) -> None:
    done = run(match, "客户拖欠货款不给，合同纠纷", "--region", "440802", "--json")
    expert = json.loads(done.output)["experts"][0]
    assert expert["name"] == "李律师"
    assert round(sum(reason["points"] for reason in expert["reasons"]), 2) == expert["score"]
    assert "同在赤坎区" in run(match, "客户拖欠货款不给，合同纠纷", "--region", "440802", "--why").output


def test_nobody_and_nowhere_are_said(match: object) -> None:
    assert run(match, "想注册商标", "--region", "440802").exit_code == 1
    assert "区划代码" in run(match, "想注册商标", "--region", "999999").output
