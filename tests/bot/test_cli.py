"""The command line as people call it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands import main

HEAVY = (
    "sqlalchemy",
    "numpy",
    "starlette",
    "alembic",
    "apscheduler",
    "language",
    "yaml",
    "pydantic",
    "telegram",
    "aiogram",
    "python_calamine",
    "docx",
    "xlsxwriter",
)


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, bot.commands; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("start", "last"),
    [("2026-09-28", "2026-10-10"), ("2024-09-27", "2024-10-10"), ("2026-03-02", "2026-03-09")],
)
def test_workdays(start: str, last: str) -> None:
    done = CliRunner().invoke(main, ["workdays", "--from", start, "--days", "5"])
    assert (done.exit_code, done.output.strip()) == (0, last)


def test_workdays_by_a_calendar_file_of_the_settings(tmp_path: Path) -> None:
    calendar, config = tmp_path / "放假.toml", tmp_path / "config.toml"
    calendar.write_text("[2031]\nrest = [2031-03-04]\nwork = [2031-03-08]\n", "utf-8")
    config.write_text(f'calendar = "{calendar}"', "utf-8")
    asked = ["--config", str(config), "workdays", "--from", "2031-03-03", "--days", "5"]
    assert CliRunner().invoke(main, asked).output == "2031-03-10\n"
    calendar.write_text("[2031]\nfree = []", "utf-8")
    refused = CliRunner().invoke(main, asked)
    assert refused.exit_code == 1
    assert "放假.toml" in refused.output


def test_workdays_of_a_year_without_a_notice_are_refused() -> None:
    done = CliRunner().invoke(main, ["workdays", "--from", "2031-03-03", "--days", "5"])
    assert done.exit_code == 1
    assert "2031" in done.output


def test_understand_goes_on_after_a_broken_line() -> None:
    lines = '{"text": "昨天讲了两小时", "said_at": "2026-03-02T09:00:00+08:00", "home": null}\n{oops\n'
    done = CliRunner().invoke(main, ["understand", "diary"], input=lines)
    first, second = (json.loads(line) for line in done.output.splitlines())
    assert (first["date"], first["hours"]) == ("2026-03-01", 2)
    assert "error" in second


def test_replay_says_where_a_talk_went_wrong(tmp_path: Path) -> None:
    talk = tmp_path / "talk.yaml"
    talk.write_text(
        "at: 2026-03-02 09:00\npeople: {张: {role: guest}}\ntalk:\n  - 张: 你好\n  - bot: [没有这句]\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["replay", str(talk)])
    assert done.exit_code == 1
    assert f"{talk}:5 expected «没有这句»" in done.output


def test_chat_answers_in_the_terminal(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["chat", "--as", "expert"], input="记日记\n再见\n")
    assert done.exit_code == 0
    assert "这次服务是哪天" in done.output


def test_bench_measures_the_same_talk_beside_bare_sqlite() -> None:
    done = CliRunner().invoke(main, ["bench", "conversation", "--users", "8", "--json"])
    figures = json.loads(done.output.splitlines()[-1])
    assert figures["messages"] == 64
    assert figures["floor_messages_per_s"] > 0
    assert figures["messages_per_s"] > 0


def test_what_is_read_follows_the_settings_file(tmp_path: Path) -> None:
    """`understand` and `chat` know the words of one's own as everything else does."""
    words, config = tmp_path / "words.toml", tmp_path / "config.toml"
    words.write_text('[terms]\nlaw = ["拆伙扯皮"]\n', "utf-8")
    config.write_text(f'semantic = false\nvocabulary = "{words}"\n', "utf-8")

    def run(*command: str, given: str) -> str:
        done = CliRunner().invoke(main, ["--config", str(config), *command], input=given)
        assert done.exit_code == 0, done.output
        return done.output

    assert json.loads(run("understand", "need", given='{"text": "拆伙扯皮的事"}\n'))["domain"] == "law"
    assert "法律法规" in run("chat", given="拆伙扯皮的事，帮我看看\n再见\n")


def test_help_comes_from_the_files_and_names_every_command() -> None:
    done = CliRunner().invoke(main, ["--help"])
    for name in ("serve", "worker", "demo", "match", "bench", "db"):
        assert re.search(rf"^  {name} +[\u4e00-\u9fff]", done.output, re.MULTILINE), name
    assert "move" in CliRunner().invoke(main, ["db", "--help"]).output
    assert CliRunner().invoke(main, ["bench", "nonsense"]).exit_code == 2


def test_chat_takes_a_plain_path_as_a_file_of_sqlite(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["chat", "--database", str(tmp_path / "talk.db")], input="再见\n")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "talk.db").exists()


def test_chat_says_clearly_that_a_path_is_no_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["chat", "--database", str(tmp_path / "nowhere" / "talk.db")])
    assert done.exit_code == 2
    assert "所在的目录要先有" in done.output
