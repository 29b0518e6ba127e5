"""Several reminders as one message: a person is told all that waits for them at once, and once a day at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.message import Choice, Reply


def bundle(replies: Sequence[Reply]) -> Reply:
    """One message that says them all, numbered, with every choice; one alone stays as it is."""
    if len(replies) == 1:
        return replies[0]
    lines = [f"{number}. {text}" for number, text in enumerate(_each_once(replies), 1)]
    text = "\n".join([f"{len(replies)} 件事：", *lines])
    return Reply(text, choices=_together(replies), in_words=any(reply.in_words for reply in replies))


def _each_once(replies: Sequence[Reply]) -> Iterator[str]:
    """What each says, without a line that an earlier one has said already."""
    said: set[str] = set()
    for reply in replies:
        lines = [line for line in reply.plain().split("\n") if line not in said]
        said.update(lines)
        yield "\n".join(lines)


def _together(replies: Sequence[Reply]) -> tuple[Choice, ...]:
    """A choice that two of them offer stands once; one of the same name is told apart."""
    found: dict[str, Choice] = {}
    labels: set[str] = set()
    for number, reply in enumerate(replies, 1):
        for choice in reply.choices:
            if choice.token not in found:
                label = f"{choice.label}（第 {number} 件）" if choice.label in labels else choice.label
                found[choice.token] = Choice(label, choice.token)
                labels.add(label)
    return tuple(found.values())
