"""年度考核: the year gone by until it is closed: how many stand how, who was short and waits for a decision, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may_ever
from actions.refusal import Refused as NotDone
from actions.reports import year_slices
from actions.reports.year_end import RIGHT, Unmet, pressing_year, unmet
from actions.reports.year_slices import Slice, slice_after
from actions.steps import StepAt, StepOwners
from handlers.conversations.reports.year_ending import CLOSE_YEAR, open_packs, taken_until
from handlers.conversations.reports.yearly import WORDS, each_kind, line_of
from handlers.engine.context import ConversationContext
from handlers.rendering.plain import show_region
from programme.grounds import figures_of
from programme.packs import RulePack
from programme.programmes import packs
from programme.roles import HOLDER_NAMES
from programme.years import last_day, late_until, name_of, year_before
from storage.queries.reports.assessments import Assessed
from web.console.fields import number
from web.console.frame import shown
from web.console.line import Entry
from web.console.refusals import NotHere
from web.console.session import HOME, Said, back_to, do
from web.console.taps import Act, to_decide

ROWS = 25
DECIDES = ("keep_title", "revoke")
PAGE = f"{HOME}/years"
OWN = "这是您本人的，要由别的工作人员来定"


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year: what it comes to, who is short and waits, whom staff have decided about, and whether it can be ended.

    `first`: the place of the first line that is shown, of `waiting` in all. Of the disputed and decided the first are shown.
    All of them are counted among the titles of `slice`.
    """

    year: int
    called: str
    note: str
    counts: Sequence[tuple[str, str]]
    disputed: Sequence[tuple[str, str, str]]
    disputed_in_all: int
    decided: Sequence[tuple[str, str]]
    decided_in_all: int
    entries: Sequence[Entry]
    waiting: int
    first: int
    closes: bool
    is_open: bool
    slice: Slice

    @property
    def after(self) -> str:
        more = self.first + len(self.entries)
        return self._at(more) if more < self.waiting else ""

    @property
    def before(self) -> str:
        return self._at(max(0, self.first - ROWS)) if self.first else ""

    @property
    def further(self) -> str:
        """The way to the titles behind these."""
        return f"{PAGE}/{self.year}?after={self.slice.last}" if self.slice.goes_on else ""

    @property
    def beginning(self) -> str:
        """The way back to the first titles."""
        return f"{PAGE}/{self.year}" if self.slice.after else ""

    def _at(self, first: int) -> str:
        behind = f"&after={self.slice.after}" if self.slice.after else ""
        return f"{PAGE}/{self.year}?from={first}{behind}"


def year_to_decide(talk: ConversationContext, owners: StepOwners) -> Entry | None:
    """The line of 今天 while the year gone by is not closed, for the office whose step it is; who was short is reckoned on its page."""
    office = talk.speaker.jurisdiction
    if not may_ever(talk.speaker, RIGHT):
        return None
    for pack in packs(talk.rules):
        year = pressing_year(talk.work, office, pack, talk.today)
        if year is not None and _is_own(talk, owners, pack) and talk.today > late_until(pack, year):
            about = "没达标的逐个决定保留还是取消资格，定完就能结束年度"
            page = f"{PAGE}/{year}"
            return Entry(
                f"year:{year}",
                "待办",
                "",
                f"{name_of(pack.year, year)}考核还没有结束",
                about,
                page,
                (Act("去决定…", page),),
            )
    return None


def _is_own(talk: ConversationContext, owners: StepOwners, pack: RulePack) -> bool:
    """Whether the year of a programme is this office's to end."""
    office = talk.speaker.jurisdiction
    return all(owners.owns(office, StepAt("assess", pack, kind, office)) for kind in pack.kinds)


def _owns(talk: ConversationContext, owners: StepOwners, one: Unmet) -> bool:
    """Whether it is this office's to decide about somebody who was short; the other levels see it."""
    return owners.owns(talk.speaker.jurisdiction, StepAt("assess", one.pack, one.kind, one.one.region))


def year_page(talk: ConversationContext, year: int, first: int, after: int) -> YearPage:
    """The page of a year that is over, by its key, under all programmes of which it is. Not here: one to come, or that runs in all."""
    over = [pack for pack in packs(talk.rules) if 2000 <= year <= year_before(pack.year, talk.today)]
    if not over:
        raise NotHere
    some = slice_after(talk.work, talk.speaker.jurisdiction, after)
    days = {pack.id: last_day(pack.year, year) for pack in over}
    people = each_kind(talk, days, some.among)
    still_open = [pack for pack in open_packs(talk) if year == year_before(pack.year, talk.today)]
    late = max((late_until(pack, year) for pack in still_open), default=date.min)
    called = "、".join(dict.fromkeys(name_of(pack.year, year) for pack in over))
    left = [
        one
        for pack in still_open
        for one in unmet(talk.work, talk.speaker.jurisdiction, pack, year, talk.today, among=some.among)
    ]
    waits = {one.one.title for one in left}
    may = may_ever(talk.speaker, RIGHT)
    owners = StepOwners(talk.work)
    page = left[first : first + ROWS]
    entries = [_entry(talk, one, may and _owns(talk, owners, one)) for one in page]
    everybody = [(pack, kind, one) for pack, kind, found in people for one in found]
    short = [(pack, one) for pack, _, one in everybody if one.standing == "short"]
    counts = late < talk.today and bool(still_open)
    decided = [one for pack, one in short if counts and pack in still_open and one.title not in waits]
    disputed = [each for each in everybody if each[2].standing == "disputed"]
    return YearPage(
        year,
        called,
        _note(talk, called, still_open),
        [(f"{HOLDER_NAMES[kind]} {len(found)} 位", _counts(found)) for _, kind, found in people],
        [
            (one.name, show_region(one.region or ""), line_of(talk, pack, kind, one, days[pack.id]))
            for pack, kind, one in disputed[:ROWS]
        ],
        len(disputed),
        [(one.name, show_region(one.region or "")) for one in decided[:ROWS]],
        len(decided),
        entries,
        len(left),
        first,
        closes=may
        and not left
        and not some.goes_on
        and late < talk.today
        and any(_is_own(talk, owners, pack) for pack in still_open),
        is_open=bool(still_open),
        slice=some,
    )


def _note(talk: ConversationContext, called: str, not_closed: Sequence[RulePack]) -> str:
    if not not_closed:
        return f"{called}已经结束，日记和考核都不再改。"
    if taken := dict.fromkeys(line for pack in not_closed if (line := taken_until(pack, talk.today))):
        return "".join(taken)
    return "是否取消资格由您核实后决定，不会自动取消。定完了才能结束年度。"


def _counts(found: Sequence[Assessed]) -> str:
    counts = {code: sum(one.standing == code for one in found) for code in WORDS}
    return "、".join(f"{WORDS[code]} {count}" for code, count in counts.items() if count)


def _entry(talk: ConversationContext, found: Unmet, may: bool) -> Entry:
    one, line = found.one, figures_of(found.line)
    if may and _is_oneself(talk, found):
        may, line = False, f"{line}。{OWN}"
    acts = tuple(to_decide(code, one.title) for code in DECIDES) if may else ()
    href = f"{HOME}/decide/{DECIDES[0]}/{one.title}" if may else PAGE
    return Entry(f"year:{one.title}", "没达标", "warn", one.name, line, href, acts, even=True)


def _is_oneself(talk: ConversationContext, found: Unmet) -> bool:
    """Whether it is the title of whoever sits here, who may not decide about it."""
    own = talk.speaker.expert_id if found.kind == "expert" else talk.speaker.station_id
    return own == found.one.id


def _gone(talk: ConversationContext) -> int:
    """The year gone by, the newest where programmes have different ones."""
    return max(year_before(pack.year, talk.today) for pack in packs(talk.rules))


async def year(request: Request) -> Response:
    """The page of one year, or of the one gone by."""
    typed = request.path_params.get("year", "")
    first, after = (_number(request.query_params.get(name, "")) for name in ("from", "after"))

    def find(talk: ConversationContext) -> YearPage:
        return year_page(talk, _number(typed) or _gone(talk), first, after)

    return await shown(request, "console/year.html", "years", find, judged=f"{year_slices.JUDGED:,}")


async def close(request: Request) -> Response:
    """End the year gone by; the form is that of the chat."""

    def deed(talk: ConversationContext) -> Said:
        return Said(CLOSE_YEAR.submit(talk, CLOSE_YEAR.infer(talk, {})).reply.text)

    try:
        said = await do(request, deed)
    except NotDone as refusal:
        said = Said(refusal.text, bad=True)
    return back_to(PAGE, said)


def _number(text: str) -> int:
    return number({"n": text}, "n") if text.isascii() and text.isdigit() and len(text) < 10 else 0


routes = [
    Route(PAGE, year),
    Route(f"{PAGE}/close", close, methods=["POST"]),
    Route(f"{PAGE}/{{year}}", year),
]
