"""What docs/operations.md tells the administrator to type is there to be typed."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.commands import main
from bot.settings import with_channels

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(?:[A-Z_]+=\S+ )?yiqi ([a-z][^`]*)`", TEXT)))


@pytest.mark.parametrize("words", NAMED)
def test_each_command_is_one(words: str) -> None:
    found: click.Command = main
    for word in words.split():
        if not isinstance(found, click.Group):
            break
        deeper = found.get_command(click.Context(found), word)
        assert deeper is not None, f"yiqi {words}"
        found = deeper
    options = {option for parameter in found.params for option in parameter.opts}
    assert {word.partition("=")[0] for word in words.split() if word.startswith("--")} <= options


def test_each_setting_of_its_own_line_is_one() -> None:
    named = set(re.findall(r"`([a-z_]+) = [^`]+`", TEXT))
    own = {name for name in named if not name.startswith(("archive", "restore"))}
    assert own <= set(with_channels().model_fields)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(deploy/[^`]+?)/?`", TEXT))))
def test_each_folder_is_there(path: str) -> None:
    assert (ROOT / path).exists()
