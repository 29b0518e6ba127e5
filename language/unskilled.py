"""Declining for lack of skill, in whatever words: «不是我的专长», «这块我不懂», «隔行如隔山»."""

from functools import cache

from language.data import rows


def lacks_skill(text: str) -> bool:
    """Whether somebody says that a matter is none of theirs; no time or no wish is something else."""
    return any(words in text for words in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("words/unskilled.txt"))
