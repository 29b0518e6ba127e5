"""Reports of a month and of a year: text, tables and charts under headings; what only people can say is a prompt 【请补充】."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.annexes.blocks import FANG, SMALL, heading, paragraph, picture, signed, table, text, title
from documents.annexes.listing import Cell, Column, Listing
from documents.annexes.word import About, document
from documents.chart import Bar, chart, size
from documents.papers import glyphs
from documents.papers.drafts import in_words

PROMPT = "【请补充"
DRAFT = "（待补充）"
_TOGETHER = 10
"""Rows of a table that is not parted."""
_ACROSS = 140
"""Millimetres of a chart."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with its caption. The first column of `columns` is no serial number."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart: its caption and its bars, each with its figure in words."""

    caption: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level with what stands under it, in order."""

    heading: str
    parts: Sequence[str | Figures | Drawn]


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `counted_to`: the day up to which figures are counted, said on the first page."""

    title: str
    unit: str
    counted_to: date
    sections: Sequence[Section]
    on: date

    @property
    def is_draft(self) -> bool:
        """Whether something is left to be written: such a paper is not marked final."""
        said = (part for section in self.sections for part in section.parts if isinstance(part, str))
        return any(PROMPT in part for part in said)

    def listings(self) -> list[Listing]:
        """Every figure of the report, a sheet for each table: the same rows, so the same sums."""
        return [
            Listing(
                part.caption,
                (Column("序号", 13, True), *part.columns),
                part.rows,
                self.unit,
                above=(f"统计截至{in_words(self.counted_to)}",),
            )
            for section in self.sections
            for part in section.parts
            if isinstance(part, Figures)
        ]


def report_paper(report: Report, at: datetime) -> bytes:
    """The report as docx, upright."""
    return document(_body(report), About(report.title, report.unit, at), pictures=_pictures(report))


def file_name(report: Report, short: str, period: str) -> str:
    """«2027年工作报告_青石市中心.docx»; one with prompts left says that it is no final one."""
    return f"{period}工作报告_{short}{DRAFT if report.is_draft else ''}.docx"


def _body(report: Report) -> Iterator[str]:
    yield from title(report.title)
    yield paragraph(f"统计截至{in_words(report.counted_to)}", 14, FANG, "center")
    drawn = 0
    ends = report.sections[-1].parts[-1] if report.sections else None
    for section in report.sections:
        yield heading(section.heading)
        for part in section.parts:
            if isinstance(part, str):
                yield from text(part, keep=part is ends)
            elif isinstance(part, Figures):
                yield paragraph(part.caption, SMALL, "黑体", "center", keep=True)
                yield from table(part.columns, part.rows, keep=len(part.rows) <= _TOGETHER)
            else:
                yield picture(drawn, _ACROSS, _ACROSS * _shape(part), _in_words(part))
                yield paragraph(part.caption, SMALL, FANG, "center")
                drawn += 1
    yield from signed(report.unit, in_words(report.on))


def _pictures(report: Report) -> list[bytes]:
    font = glyphs.folder() / "NotoSansSC-Regular.otf"
    return [
        chart("", part.bars, font)
        for section in report.sections
        for part in section.parts
        if isinstance(part, Drawn)
    ]


def _shape(part: Drawn) -> float:
    across, down = size(len(part.bars), has_title=False)
    return down / across


def _in_words(part: Drawn) -> str:
    return f"{part.caption}：{'，'.join(f'{bar.label}{bar.figure}' for bar in part.bars)}"
