"""`yiqi export paper`: every paper by its name, into a folder; a long list streams."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from actions.reports.staff_papers import PAPERS
from bot.commands import main
from documents.annexes.excel import write_xlsx
from documents.annexes.listing import SERIAL, Column, Listing
from documents.annexes.plain import csv_pieces
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.actions.office_year import NOW, OfficeYear


@pytest.fixture
def config(tmp_path: Path) -> Path:
    database = newest.sqlite(tmp_path / "yiqi.db")
    engine = make_engine(database)
    with engine.begin() as connection, UnitOfWork(connection).part() as work:
        OfficeYear(work)
    engine.dispose()
    file = tmp_path / "config.toml"
    file.write_text(
        f'database = "{database}"\n[[centres]]\nregion = "440800"\nname = "青石市中小企业服务中心"\n', "utf-8"
    )
    return file


def _run(config: Path, *command: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(config), "export", "paper", *command])


def test_a_report_is_written_into_the_folder(config: Path, tmp_path: Path) -> None:
    done = _run(config, "report", str(tmp_path / "out"), "--region", "440800", "--year", "2026")
    assert done.exit_code == 0, done.output
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {
        "2026年工作报告_青石市中小企业服务中心（待补充）.docx",
        "2026年工作数据_青石市中小企业服务中心.xlsx",
    }


def test_what_is_not_there_is_said(config: Path, tmp_path: Path) -> None:
    done = _run(config, "warning", str(tmp_path / "out"), "--region", "440800", "--of", "99")
    assert done.exit_code == 1
    assert "没有这份警告" in done.output
    assert not (tmp_path / "out").exists()


def test_help_names_every_paper(config: Path) -> None:
    said = _run(config, "--help").output.replace("\n", "").replace(" ", "")
    assert all(f"{name}{paper.title}".replace(" ", "") in said for name, paper in PAPERS.items())


def test_a_long_list_streams() -> None:
    columns = (SERIAL, Column("姓名", 30), Column("所在单位", 60))

    def listing(rows: int) -> Listing:
        drawn = ([f"专家{n}", f"青石市第{n}中学"] for n in range(rows))
        return Listing("长名单", columns, drawn, "甲中心")

    peaks = []
    for rows in (500, 20_000):
        tracemalloc.start()
        written = sum(len(piece) for piece in csv_pieces(["序号"], listing(rows).numbered()))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert written > 10 * rows
    assert peaks[1] < 2 * peaks[0]
    out = BytesIO()
    write_xlsx([listing(3000)], NOW, out)
    out.seek(0)
    rows_ = CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()
    assert rows_[-1] == ["3000", "专家2999", "青石市第2999中学"]
