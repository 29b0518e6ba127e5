"""`yiqi understand`: JSON lines in, JSON lines out, in order; a broken line never stops the rest."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TextIO

from language import Diary, Need, read_diary, read_need


def understand(kind: str, lines_in: Iterable[str], lines_out: TextIO) -> None:
    """Read each message as a `diary` or a `need` and write what was understood."""
    read = _KINDS[kind]
    for line in lines_in:
        if line.strip():
            lines_out.write(json.dumps(_answer(read, line), ensure_ascii=False) + "\n")


def _answer(read: Callable[[dict[str, Any]], dict[str, Any]], line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
        identity = {"id": message["id"]} if "id" in message else {}
    except (ValueError, TypeError) as error:
        return {"error": f"not a JSON object: {error}"}
    try:
        return identity | read(message)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return identity | {"error": f"{type(error).__name__}: {error}"}


def _diary(message: dict[str, Any]) -> dict[str, Any]:
    said_at = datetime.fromisoformat(message["said_at"])
    return _diary_fields(read_diary(message["text"], said_at, message.get("home")))


def _diary_fields(diary: Diary) -> dict[str, Any]:
    return {
        "date": diary.date.isoformat() if diary.date else None,
        "hours": diary.hours,
        "enterprises": diary.enterprises,
        "names": list(diary.names),
        "domains": list(diary.domains),
        "form": diary.form,
        "region": diary.region,
    }


def _need(message: dict[str, Any]) -> dict[str, Any]:
    said_at = datetime.fromisoformat(message["said_at"]) if message.get("said_at") else None
    return _need_fields(read_need(message["text"], message.get("home"), said_at))


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
    }


_KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"diary": _diary, "need": _need}


if __name__ == "__main__":
    understand(sys.argv[1], sys.stdin, sys.stdout)
