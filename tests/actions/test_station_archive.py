"""A station's year as one file: what is in it opens, and nobody else's is in it (S10.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from actions.office import NothingToExport
from actions.reports.station_archive import station_archive
from storage.engine import make_engine
from storage.queries.people.speakers import Speaker, by_person
from storage.tables import Account, Activity, Audit, Diary, File, Station, YearPaper
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, OfficeYear

YEAR = NOW.year


@pytest.fixture
def year(tmp_path: Path) -> Iterator[OfficeYear]:
    engine = make_engine(newest.sqlite(tmp_path / "archive.db"))
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        yield OfficeYear(work)
    engine.dispose()


def keeper(year: OfficeYear) -> Speaker:
    station = year.work.session.get_one(Station, year.station.holder_id)
    return by_person(year.work, station.person_id)


def packed(year: OfficeYear) -> dict[str, bytes]:
    """Plan, an activity and a diary of the station, put into the file."""
    station = year.station.holder_id
    work = year.work.session
    paper = {"station_id": station, "what": "plan", "year": YEAR, "text": "每季度一场讲座"}
    work.add(YearPaper(**paper, handed_in_at=NOW))
    for title, holder in (("法律讲座", station), ("别家的讲座", station + 1)):
        held = {
            "kind": "event",
            "title": title,
            "held_on": (NOW - timedelta(days=20)).date(),
            "state": "held",
        }
        whose = {"holder": "station", "holder_id": holder, "person_id": 1, "region": "440803"}
        work.add(Activity(**held, **whose, created_at=NOW, summary="来了十二家"))
    made = station_archive(year.work, keeper(year), YEAR, NOW)
    assert made.rows == 2
    assert made.name.endswith(f"_{YEAR}.zip")
    with ZipFile(BytesIO(made.content)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_it_holds_the_diaries_activities_and_papers_of_the_station_alone(year: OfficeYear) -> None:
    files = packed(year)
    assert files[f"{YEAR}年活动计划.txt"].decode("utf-8-sig") == "每季度一场讲座"
    book = CalamineWorkbook.from_filelike(BytesIO(files[f"{YEAR}年日记和活动.xlsx"]))
    told = [
        str(cell)
        for sheet in book.sheet_names
        for row in book.get_sheet_by_name(sheet).to_python()
        for cell in row
    ]
    assert {"乙厂", "法律讲座", "来了十二家"} <= set(told)
    assert not {"甲厂2", "别家的讲座"} & set(told)
    assert year.work.session.scalars(select(Audit).where(Audit.deed == "export_archive")).one()


def test_an_empty_year_has_none(year: OfficeYear) -> None:
    with pytest.raises(NothingToExport, match=f"{YEAR - 5} 年还没有"):
        station_archive(year.work, keeper(year), YEAR - 5, NOW)


def _held(year: OfficeYear, holder: int, title: str, photos: list[str], released: list[str]) -> Activity:
    whose = {"holder": "station", "holder_id": holder, "person_id": 1, "region": "440803", "created_at": NOW}
    one = Activity(kind="event", title=title, held_on=NOW.date(), state="held", **whose)
    one.photos, one.photos_released = photos, released
    year.work.session.add(one)
    year.work.flush()
    return one


def test_its_own_photos_are_in_it_and_of_others_those_that_are_public(year: OfficeYear) -> None:
    station, work = year.station.holder_id, year.work
    account = Account(channel="web", external_id="of photos", person_id=1, created_at=NOW)
    work.session.add(account)
    work.flush()
    for key in ("own", "shown", "hidden"):
        work.session.add(
            File(
                key=key, account_id=account.id, media_type="image/jpeg", content=key.encode(), created_at=NOW
            )
        )
    _held(year, station, "法律讲座", ["own"], [])
    other = _held(year, station + 1, "联合沙龙", ["hidden", "shown"], ["shown"])
    told = {"holder": "station", "holder_id": station, "person_id": 1, "activity_id": other.id}
    figures = {"served_on": NOW.date(), "hours": 2, "enterprises": 3, "names": [], "domains": ["law"]}
    work.session.add(Diary(**told, **figures, outcome="一起办的", recorded_at=NOW))
    work.flush()
    with ZipFile(BytesIO(station_archive(work, keeper(year), YEAR, NOW).content)) as package:
        photos = {name: package.read(name) for name in package.namelist() if name.startswith("活动照片/")}
    assert sorted(photos.values()) == [b"own", b"shown"]
    assert any("法律讲座" in name and name.endswith("/01.jpg") for name in photos)
    assert any("联合沙龙" in name and name.endswith("/02.jpg") for name in photos)
