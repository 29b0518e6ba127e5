"""What a talk expects of what a person sees."""

from __future__ import annotations

import re
from typing import Any

from handlers.message import Reply


class Mismatch(Exception):
    """What the talk expected and what a person saw instead."""


def seen(replies: list[Reply]) -> str:
    """All that stands before a person: texts, cards and the captions of choices."""
    return "\n".join(
        "\n".join([reply.plain(), *(choice.label for choice in reply.choices)]) for reply in replies
    )


def expect(replies: list[Reply], wanted: Any) -> None:
    """Raise `Mismatch` unless the replies hold what is wanted: pieces, or has / lacks / match / choices / silent, or so many files."""
    shown = seen(replies)
    rules: dict[str, Any] = (
        wanted if isinstance(wanted, dict) else {"has": wanted if isinstance(wanted, list) else [wanted]}
    )
    if rules.get("silent"):
        _check(not replies, "silence", shown)
        return
    labels = [choice.label for reply in replies for choice in reply.choices]
    for piece in rules.get("has", ()):
        _check(str(piece) in shown, f"«{piece}»", shown)
    for piece in rules.get("lacks", ()):
        _check(str(piece) not in shown, f"nothing with «{piece}»", shown)
    if "match" in rules:
        _check(re.search(rules["match"], shown) is not None, f"/{rules['match']}/", shown)
    if "files" in rules:
        count = sum(len(reply.files) for reply in replies)
        _check(count == rules["files"], f"{rules['files']} files", f"{count} files, {shown}")
    for label in rules.get("choices", ()):
        _check(str(label) in labels, f"the choice «{label}»", shown)


def expect_not(pushes: list[Reply], wanted: Any) -> None:
    """Raise `Mismatch` if anything was pushed at all (True), or anything with one of these pieces."""
    shown = seen(pushes)
    pieces = wanted if isinstance(wanted, list) else []
    if wanted is True:
        _check(not pushes, "nothing pushed", shown)
    for piece in pieces:
        _check(str(piece) not in shown, f"nothing with «{piece}»", shown)


def _check(holds: bool, wanted: str, shown: str) -> None:
    if not holds:
        raise Mismatch(f"expected {wanted} got «{shown}»")
