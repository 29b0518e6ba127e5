"""Files that the settings name: words of one's own (terms by domain, local names by place), and working days."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.settings import Settings
from handlers.engine.context import ReaderOptions
from language import regions
from language.domains import DOMAINS
from language.vocabulary import PLAIN, Vocabulary
from programme.errors import PackError
from programme.workdays import KNOWN, Calendar, read_calendar


class VocabularyError(Exception):
    """What is wrong in the file, for whoever wrote it."""


def reader_options(settings: Settings) -> ReaderOptions:
    """How messages are read under these settings; raises `VocabularyError`."""
    words = read_vocabulary(Path(settings.vocabulary)) if settings.vocabulary else PLAIN
    return ReaderOptions(settings.semantic, words, bool(settings.sms.vendor), settings.site)


def calendar_of(settings: Settings) -> Calendar:
    """The known working days and those that the settings add; raises `PackError`, which says what is wrong."""
    if not settings.calendar:
        return KNOWN
    path = Path(settings.calendar)
    try:
        return read_calendar(path.read_text("utf-8"), path.name)
    except OSError as fault:
        raise PackError(path.name, 1, f"读不到文件（{fault.strerror}）") from fault


def read_vocabulary(file: Path) -> Vocabulary:
    """The words of a file; `VocabularyError` names an unknown code or a value that is no list of words."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"{file}：{error}") from error
    terms = _words(file, tables.get("terms", {}), "领域代码", lambda code: code in DOMAINS)
    places = _words(file, tables.get("places", {}), "行政区划代码", lambda code: code in regions.names())
    return Vocabulary(terms, places)


def _words(file: Path, table: Any, what: str, known: Any) -> dict[str, str]:
    words: dict[str, str] = {}
    for code, listed in table.items():
        if not known(code):
            raise VocabularyError(f"{file}：没有这个{what}「{code}」")
        if not isinstance(listed, list) or not all(isinstance(word, str) and word for word in listed):
            raise VocabularyError(f'{file}：{code} 后面要写一列词，比如 ["拆伙"]')
        words |= dict.fromkeys(listed, code)
    return words
