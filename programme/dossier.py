"""What is known of a holder or an applicant before staff decide: put together, line by line, and kept with the decision."""

from dataclasses import dataclass
from datetime import date

from programme.assess import Assessment
from programme.grounds import figures_of, year_of
from programme.readings import Reading, spaced
from programme.spans import plain_day

SAID = 60
"""Characters of what somebody said that a line quotes."""


@dataclass(frozen=True)
class Noted:
    """Something of a day: a warning, a complaint with its outcome, words of the person."""

    on: date
    text: str


@dataclass(frozen=True)
class Dossier:
    """`years`: the newest first, each with every reading of the pack; `open_year`: the first of them is not over."""

    years: tuple[Assessment, ...] = ()
    open_year: bool = False
    conditions: tuple[str, ...] = ()
    warnings: tuple[Noted, ...] = ()
    complaints: tuple[Noted, ...] = ()
    papers: tuple[str, ...] = ()
    said: tuple[Noted, ...] = ()

    def lines(self, today: date) -> tuple[str, ...]:
        """As staff read it and as it is kept."""
        years = [year_line(one, running=self.open_year and not n) for n, one in enumerate(self.years)]
        return (
            *years,
            *self.conditions,
            _all("警告", self.warnings, "没有", today),
            _all("投诉", self.complaints, "没有", today),
            f"材料：{'、'.join(self.papers) or '没有'}",
            _all("本人说", tuple(Noted(one.on, f"“{_short(one.text)}”") for one in self.said), "没有", today),
        )


def year_line(one: Assessment, *, running: bool = False) -> str:
    """«2025 年度 13/12 小时、3/30 家：按 N23-E 第六条（二） 达到，按 N23-E 第十三条 未达到（以 N23-E 第六条（二） 为准）»."""
    figures = figures_of(one.progress.line)
    head = f"{year_of(one)}{'到今天' if running else ''} {figures}"
    if not one.progress.readings or one.progress.share == 0:
        return head
    said = "，".join(f"按 {reading.clause} {_outcome(reading, running)}" for reading in one.progress.readings)
    governing = one.pack.rules(one.progress.kind).governing
    which = f"（以 {governing.clause} 为准）" if governing and one.standing == "disputed" else ""
    return f"{head}：{said}{which}"


def _outcome(reading: Reading, running: bool) -> str:
    if not reading.met:
        return "还没到" if running else "没有达到"
    return f"达到（{spaced('靠', reading.by)}）" if reading.by else "达到"


def _all(label: str, noted: tuple[Noted, ...], none: str, today: date) -> str:
    told = "；".join(f"{plain_day(one.on, today)}{one.text}" for one in noted)
    return f"{label}：{told or none}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SAID else f"{plain[:SAID]}…"
