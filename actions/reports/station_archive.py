"""A station's archive 档案 of a year as one file: its diaries and activities, plan and summary, letters and proofs (S10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from actions.audit import note
from actions.office import Made, NothingToExport, in_a_name
from actions.reports.list_files import fields, place, workbook
from documents.annexes.listing import SERIAL, Column, Listing, Row
from documents.archive import zipped
from programme.activities import SORTS
from storage.queries.activities.account import photos_of, support_of
from storage.queries.activities.coming import seats
from storage.queries.activities.events import event, holder_events
from storage.queries.activities.year_papers import papers_of
from storage.queries.diaries.written import services_between
from storage.queries.files import content_of as photo_of
from storage.queries.people.speakers import Speaker
from storage.queries.titles.papers import content_of, issued_in
from storage.tables import Station
from storage.unit_of_work import UnitOfWork

NAMES = {"plan": "活动计划", "summary": "活动总结"}
_DIARIES = (
    SERIAL,
    Column("日期", 26, True),
    Column("时长（小时）", 20, True),
    Column("企业家数", 18, True),
    Column("企业", 60),
    Column("领域", 40),
    Column("内容", 90),
    Column("记录人", 24, True),
)
_EVENTS = (
    SERIAL,
    Column("日期", 26, True),
    Column("活动", 50),
    Column("形式", 20, True),
    Column("地点", 50),
    Column("到场", 16, True),
    Column("小结", 90),
    Column("经费物资", 50),
)


def station_archive(work: UnitOfWork, speaker: Speaker, year: int, now: datetime) -> Made:
    """The speaker's station's archive; `rows` counts services and activities. Raises `NothingToExport` for an empty year."""
    if speaker.station_id is None:
        raise NothingToExport("档案由工作站来要。")
    name = work.session.get_one(Station, speaker.station_id).name
    work.flush()
    days = date(year, 1, 1), min(date(year, 12, 31), now.date())
    told, rows = _lists(work, speaker.station_id, name, year, days, now)
    files = dict(told) | dict(_year_papers(work, speaker.station_id, year))
    files |= dict(_issued(work, speaker.station_id, year, now))
    files |= dict(_photos(work, speaker.station_id, days))
    if not files:
        raise NothingToExport(f"{year} 年还没有可以归档的：没有日记、活动、计划、总结，也没有聘书和证明。")
    note(work, "export_archive", "station", speaker.station_id, speaker.person_id, now, year=year)
    return Made(zipped(files, now), f"工作站档案_{in_a_name(name)}_{year}.zip", rows)


def _lists(
    work: UnitOfWork, station: int, name: str, year: int, days: tuple[date, date], now: datetime
) -> tuple[dict[str, bytes], int]:
    """Diaries that stand and activities that took place, the first first, as two sheets of one workbook."""
    diaries = [one for one in services_between(work, "station", station, *days) if one.state == "recorded"][
        ::-1
    ]
    events = holder_events(work, "station", station, *days)
    came = seats(work, [one.id for one in events])
    services: list[Row] = [
        [
            one.served_on.isoformat(),
            one.hours,
            one.enterprises,
            "、".join(one.names),
            fields(one.domains),
            one.outcome,
            one.writer,
        ]
        for one in diaries
    ]
    held: list[Row] = [
        [
            one.held_on.isoformat(),
            one.title,
            SORTS.get(one.sort or "", ""),
            one.place or place(one.region),
            came[one.id].came,
            one.summary,
            "；".join(_support(work, one.id)),
        ]
        for one in events
    ]
    listings = [
        Listing(f"{year}年志愿服务日记", _DIARIES, services, name),
        Listing(f"{year}年活动", _EVENTS, held, name),
    ]
    made = {f"{year}年日记和活动.xlsx": workbook(listings, now)} if diaries or events else {}
    return made, len(diaries) + len(events)


def _support(work: UnitOfWork, event_id: int) -> Iterator[str]:
    for one in support_of(work, event_id):
        used = f"，用于{one.used_for}" if one.used_for else ""
        yield f"{one.source}：{one.goods if one.amount is None else f'{one.amount:.2f} 元'}{used}"


def _year_papers(work: UnitOfWork, station: int, year: int) -> Iterator[tuple[str, bytes]]:
    """Plan and summary as plain text, with a mark at its beginning by which old editors know the letters."""
    for one in papers_of(work, station):
        if one.year == year:
            yield f"{year}年{NAMES[one.what]}.txt", one.text.encode("utf-8-sig")


def _issued(work: UnitOfWork, station: int, year: int, now: datetime) -> Iterator[tuple[str, bytes]]:
    """What was issued in this year, as it was issued; by number, which no two share."""
    for one in issued_in(work.connection, "station", station):
        if one.issued_at.astimezone(now.tzinfo).year == year and (
            content := content_of(work.connection, one.id)
        ):
            yield f"聘书和证明/{in_a_name(one.number)}_{one.file_name}", content


def _photos(work: UnitOfWork, station: int, days: tuple[date, date]) -> Iterator[tuple[str, bytes]]:
    """Photos of the activities that the station held; of others that a diary of its own tells of, those that everybody may see."""
    own = {one.id: one for one in holder_events(work, "station", station, *days)}
    told = {
        one.activity_id
        for one in services_between(work, "station", station, *days)
        if one.state == "recorded"
    }
    others = {key: one for key in told - own.keys() if key is not None and (one := event(work, key))}
    for key, one in sorted((own | others).items()):
        for photo in photos_of(work, key):
            content = photo_of(work.connection, photo.file.key) if key in own or photo.released else None
            if content:
                ending = content[1].removeprefix("image/").replace("jpeg", "jpg")
                folder = f"活动照片/{one.held_on.isoformat()}_{in_a_name(one.title)}_{key}号"
                yield f"{folder}/{photo.place:02d}.{ending}", content[0]
