"""Files that the settings name: words of one's own (terms by domain, local names by place), working days, learned weights."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.settings import ProgrammeEntry, Settings
from handlers.engine.context import ReaderOptions
from language import regions
from language.domains import DOMAINS
from language.vocabulary import PLAIN, Vocabulary
from matching.learned import Learned, named, read
from programme.delivery import WrittenWays
from programme.errors import PackError, ProgrammeError
from programme.jurisdiction import covers
from programme.packs import RulePack, load_pack
from programme.packs.model import Programme
from programme.workdays import KNOWN, Calendar, read_calendar

WHOLE_COUNTRY = ("000000", "100000")


class VocabularyError(Exception):
    """What is wrong in the file, for whoever wrote it."""


class LearnedError(Exception):
    """What is wrong in the file of learned weights, and what to do."""


class ProgrammesError(ProgrammeError):
    """What is wrong in `programmes`, for whoever wrote it."""


def rules_of(settings: Settings, written: WrittenWays | None = None) -> RulePack:
    """The pack of the first programme, which knows the others; raises `PackError` or `ProgrammesError`.

    What no title's own pack decides goes by the first: offers, diaries, reminders, spans of waiting.
    """
    calendar = calendar_of(settings)
    about = calendar, settings.centres, settings.retention, written
    found = tuple(_programme(entry, load_pack(entry.pack).by(*about)) for entry in settings.programmes)
    ids = [one.pack.id for one in found]
    if doubled := {name for name in ids if ids.count(name) > 1}:
        raise ProgrammesError(
            f"programmes：规则包 {'、'.join(sorted(doubled))} 写了不止一次，一个规则包只写一项"
        )
    return found[0].pack.by(*about, programmes=found)


def _programme(entry: ProgrammeEntry, pack: RulePack) -> Programme:
    """A programme as it is run; raises `ProgrammesError` where it goes beyond its pack."""
    where = f"programmes 里的 {pack.id}："
    kinds, region = entry.kinds or pack.kinds, entry.region or pack.region
    if strange := [kind for kind in kinds if kind not in pack.kinds]:
        raise ProgrammesError(
            f"{where}kinds 里的 {'、'.join(strange)} 这份办法没有规定，只能写 {'、'.join(pack.kinds)}"
        )
    if entry.region and entry.region not in (*WHOLE_COUNTRY, *regions.names()):
        raise ProgrammesError(f"{where}region = {region} 不是行政区划代码，要像 440800")
    if not covers(pack.region, region):
        raise ProgrammesError(f"{where}region = {region} 不在这份办法管的地方（{pack.region}）里面")
    return Programme(pack, region, kinds, entry.since)


def reader_options(settings: Settings) -> ReaderOptions:
    """How messages are read under these settings; raises `VocabularyError`."""
    words = read_vocabulary(Path(settings.vocabulary)) if settings.vocabulary else PLAIN
    ways = tuple(one.entrance for one in settings.channels.values() if one.enabled and one.entrance)
    return ReaderOptions(settings.semantic, words, bool(settings.sms.vendor), settings.site, ways)


def calendar_of(settings: Settings) -> Calendar:
    """The known working days and those that the settings add; raises `PackError`, which says what is wrong."""
    if not settings.calendar:
        return KNOWN
    path = Path(settings.calendar)
    try:
        return read_calendar(path.read_text("utf-8"), path.name)
    except OSError as fault:
        raise PackError(path.name, 1, f"读不到文件（{fault.strerror}）") from fault


def own_weights(settings: Settings) -> Learned | None:
    """The weights of evidence that the centre has learned for its encoder; None where those that are shipped hold."""
    return all_own_weights(settings).get(named(settings.encoder))


def all_own_weights(settings: Settings) -> dict[str, Learned]:
    """The same by the name of each encoder; nothing where there is no such file. Raises `LearnedError`."""
    file = Path(settings.matching.learned)
    if not settings.matching.learned or not file.exists():
        return {}
    try:
        return read(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise LearnedError(
            f"{file} 读不懂：删掉它，或运行 yiqi weights undo，就用自带的权重"
            f" / cannot be read; without it the shipped weights hold ({fault})"
        ) from fault


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
