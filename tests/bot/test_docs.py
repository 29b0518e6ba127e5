"""What the documents name is there: modules and what is in them, files that are linked to, commands and their options."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from bot.commands import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").glob("*.md")]
DOCUMENTS += (ROOT / "docs" / "howto").glob("*.md")
ROOMS = ("programme", "language", "matching", "storage", "documents", "actions", "handlers", "web", "bot")
_NAME = re.compile(rf"`((?:{'|'.join(ROOMS)})(?:\.\w+)+)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_COMMAND = re.compile(r"(?:`|^ {4}|\| )(?:\.venv/bin/)?yiqi ([^`#\n]+)", re.MULTILINE)
_FILE = re.compile(r"\.(?:py|toml|md|html|js|css)$")


def is_there(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    found: Any = None
    for end in range(1, name.count(".") + 2):
        parts = name.split(".")[:end]
        if hasattr(found, parts[-1]):
            found = getattr(found, parts[-1])
            continue
        try:
            found = import_module(".".join(parts))
        except ModuleNotFoundError:
            return False
    return True


def unknown_in(line: str) -> list[str]:
    """Which commands and options of a command line there are not."""
    command: click.Command = main
    known = {option for one in main.params for option in one.opts} | {"--help"}
    missing = []
    for word in (word.strip("[],.;") for word in line.split()):
        here = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        if word.startswith("--"):
            missing += [] if word.partition("=")[0] in here | known else [word]
        elif isinstance(command, click.Group):
            found = [command.get_command(click.Context(command), each) for each in word.split("|")]
            missing += [] if all(found) else [word]
            if found[0] is None:
                break
            command = found[0]
    return missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_every_name_and_link_and_command_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    names = [name for name in _NAME.findall(text) if not _FILE.search(name)]
    assert [name for name in names if not is_there(name)] == []
    assert [link for link in _LINK.findall(text) if not (document.parent / link).exists()] == []
    commands = _COMMAND.findall(re.sub(r"\s*\\\n\s*", " ", text))
    assert [(line, lost) for line in commands if (lost := unknown_in(line))] == []


def test_what_is_not_there_is_seen() -> None:
    assert not is_there("storage.queries.delivery.accounts.Way")
    assert is_there("storage.queries.delivery.accounts.Route")
    assert unknown_in("export roster --wing") == ["--wing"]
    assert unknown_in("exports roster") == ["exports"]
    assert unknown_in("fake telegram|wechat|wecom") == []
