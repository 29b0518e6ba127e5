"""Short answers of the command line: working days, settings."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot import settings
from bot.vocabulary import VocabularyError, reader_options
from programme.errors import PackError, ProgrammeError
from programme.packs import load_pack
from programme.workdays import KNOWN, Calendar, last_day, read_calendar

Say = Callable[[str], None]


def workdays(start: datetime, days: int, as_json: bool, file: Path | None, say: Say) -> int:
    """The last of so many working days after `start`; 1 where the year's calendar is not known."""
    try:
        last = last_day(start.date(), days, calendar_of(settings.load(file)))
    except (ProgrammeError, ValueError) as error:
        say(f"错误：{error}")
        return 1
    say(json.dumps({"from": str(start.date()), "days": days, "last": str(last)}) if as_json else str(last))
    return 0


def calendar_of(chosen: settings.Settings) -> Calendar:
    """The working days that the settings add; PackError says what is wrong with the file."""
    if not chosen.calendar:
        return KNOWN
    path = Path(chosen.calendar)
    try:
        return read_calendar(path.read_text("utf-8"), path.name)
    except OSError as fault:
        raise PackError(path.name, 1, f"读不到文件（{fault.strerror}）") from fault


def check_settings(file: Path | None, say: Say, online: bool = False) -> int:
    """Say what is wrong with the settings, one line each; 0 when nothing is. `online`: ask the vendors too."""
    from tomllib import TOMLDecodeError

    from pydantic import ValidationError

    try:
        chosen = settings.load(file)
        load_pack(chosen.pack)
        reader_options(chosen)
        calendar_of(chosen)
    except ValidationError as error:
        for fault in error.errors():
            say(f"设置 {'.'.join(map(str, fault['loc']))}：{fault['msg']}")
        return 1
    except (TOMLDecodeError, PackError, VocabularyError) as error:
        say(f"设置文件有错：{error}")
        return 1
    open_ones = {name: section for name, section in chosen.sections.items() if section.enabled}
    faults = [fault for section in open_ones.values() for fault in section.faults()]
    if online and chosen.telegram.enabled and not faults:
        from bot.channels.telegram import check as telegram_check

        faults = asyncio.run(telegram_check.faults(chosen.telegram))
    for wrong in faults:
        say(f"设置 {wrong}")
    if faults:
        return 1
    channels = "、".join(["web", *open_ones])
    say(f"设置没有问题：数据库 {chosen.database}，规则包 {chosen.pack}，渠道 {channels}")
    return 0
