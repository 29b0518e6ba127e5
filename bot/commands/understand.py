"""读懂一句话：JSON 行进、JSON 行出 / JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from bot.settings import load
from bot.settings_files import reader_options
from handlers.engine.context import ReaderOptions
from language import Diary, Need, read_diary, read_need
from language.intents.reading import meaning, needs_meaning, read_intent

Read = Callable[[dict[str, Any]], dict[str, Any]]


@click.command(help=__doc__)
@click.argument("kind", type=click.Choice(["diary", "intent", "need"]))
@click.pass_obj
def command(config: Path | None, kind: str) -> None:
    """In order; a broken line is answered with its error and never stops the rest."""
    understand(kind, sys.stdin, sys.stdout, reader_options(load(config)))


def understand(kind: str, lines_in: Iterable[str], lines_out: TextIO, options: ReaderOptions) -> None:
    """Read each message as a `diary` or a `need`, or for its `intent`, and write what was understood."""
    read = partial(_KINDS[kind], options)
    for line in lines_in:
        if line.strip():
            lines_out.write(json.dumps(_answer(read, line), ensure_ascii=False) + "\n")


def _answer(read: Read, line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
        identity = {"id": message["id"]} if "id" in message else {}
    except (ValueError, TypeError) as error:
        return {"error": f"not a JSON object: {error}"}
    try:
        return identity | read(message)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return identity | {"error": f"{type(error).__name__}: {error}"}


def _diary(options: ReaderOptions, message: dict[str, Any]) -> dict[str, Any]:
    said_at = datetime.fromisoformat(message["said_at"])
    return _diary_fields(read_diary(message["text"], said_at, message.get("home"), options.vocabulary))


def _diary_fields(diary: Diary) -> dict[str, Any]:
    return {
        "date": diary.date.isoformat() if diary.date else None,
        "hours": diary.hours,
        "enterprises": diary.enterprises,
        "names": list(diary.names),
        "domains": list(diary.domains),
        "form": diary.form,
        "region": diary.region,
        "inferred": sorted(diary.inferred),
    }


def _need(options: ReaderOptions, message: dict[str, Any]) -> dict[str, Any]:
    said_at = datetime.fromisoformat(message["said_at"]) if message.get("said_at") else None
    need = read_need(message["text"], message.get("home"), said_at, options.vocabulary, deep=options.deep)
    return _need_fields(need)


def _need_fields(need: Need) -> dict[str, Any]:
    return {
        "domain": need.domain,
        "also": list(need.also),
        "region": need.region,
        "urgent": need.urgent,
        "form": need.form,
        "enterprise": need.enterprise,
        "phone": need.phone,
        "focus": list(need.focus),
        "sure": need.sure,
    }


def _intent(options: ReaderOptions, message: dict[str, Any]) -> dict[str, Any]:
    text, roles, opened = message["text"], [message["role"]], message.get("context") or ()
    vector = meaning(text) if options.deep and needs_meaning(text) else None
    wish = read_intent(text, roles, opened, vector)
    return {"intent": wish.main, "sure": wish.sure, "also": list(wish.also)}


_KINDS: dict[str, Callable[[ReaderOptions, dict[str, Any]], dict[str, Any]]] = {
    "diary": _diary,
    "intent": _intent,
    "need": _need,
}
