"""`yiqi replay`: files of talks, each talk on a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml
from sqlalchemy import Engine

from bot.devtools.replay.expectations import Mismatch
from bot.devtools.replay.talk import Replay


class UnknownChannel(click.ClickException):
    """No driver has this name."""


Start = Callable[[dict[str, Any], Any], Replay]


def run_all(
    files: Sequence[Path], database: str | None, say: Callable[[str], None], channel: str | None = None
) -> int:
    """Run the talks, in the application's own chat or on a vendor's channel; say one line each, return the exit code."""
    start = on_channel(channel) if channel else Replay
    failed = 0
    with TemporaryDirectory(prefix="yiqi-replay-") as folder:
        numbers = count()
        fresh = (lambda: database) if database else (lambda: f"sqlite:///{folder}/{next(numbers)}.db")
        for file in files:
            failures = run(file, fresh, start)
            failed += len(failures)
            for failure in failures:
                say(f"FAIL {failure}")
            if not failures:
                say(f"ok {file}")
    return 1 if failed else 0


def run(file: Path, database: Callable[[], str | Engine], start: Start = Replay) -> list[str]:
    """Run every talk of a file; return the failures as «file:line expected … got …»."""
    return [failure for node in _documents(file) if (failure := _run_one(file, node, database(), start))]


def on_channel(name: str) -> Start:
    """Talks over a vendor's channel, by the name that its driver has; raises `UnknownChannel`."""
    from bot.devtools.drivers.found import all_variants
    from bot.devtools.replay.over_channel import ChannelReplay

    known = all_variants()
    if name not in known:
        raise UnknownChannel(f"没有渠道「{name}」，有 {'、'.join(known)}")
    return partial(ChannelReplay, make=known[name])


def _run_one(file: Path, node: yaml.Node, database: str | Engine, start: Start) -> str:
    talk = yaml.SafeLoader("").construct_document(node)
    for named in [talk, *talk.get("programmes", ())]:
        if str(named.get("pack", "")).endswith(".toml"):
            named["pack"] = str(file.parent / named["pack"])  # a pack of one's own lies beside the talk
    try:
        replay = start(talk, database)
        replay.folder = file.parent
    except Mismatch as mismatch:
        return f"{file}:{node.start_mark.line + 1} {mismatch}"
    except (KeyError, TypeError, ValueError) as error:
        return f"{file}:{node.start_mark.line + 1} 这段对话读不懂：{error!r}"
    try:
        for line, key, value in _steps(node, talk):
            try:
                replay.step(key, value)
            except Mismatch as mismatch:
                return f"{file}:{line} {mismatch}"
    finally:
        replay.close()
    return ""


def _documents(file: Path) -> list[yaml.Node]:
    with file.open(encoding="utf-8") as stream:
        return [node for node in yaml.compose_all(stream, yaml.SafeLoader) if node is not None]


def _steps(node: yaml.Node, talk: dict[str, Any]) -> Iterable[tuple[int, str, Any]]:
    """Each line of the talk with its number in the file."""
    lines = next(value for key, value in node.value if key.value == "talk")
    for position, entry in zip(lines.value, talk["talk"], strict=True):
        for key, value in entry.items():
            yield position.start_mark.line + 1, str(key), value
