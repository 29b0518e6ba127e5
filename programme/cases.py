"""Objections, complaints, appeals and recruitment rounds: their lives and what bounds them."""

from collections.abc import Collection
from datetime import date, timedelta

from programme.errors import Refused
from programme.lifecycle import Lifecycle, Transition, lifecycle, rows
from programme.packs.admitting import Publicity
from programme.packs.duties import Loss, Prohibition
from programme.packs.model import CONVENTION, Round, RulePack, YearlyRound
from programme.packs.offices import Kind
from programme.roles import DECIDERS, HOLDER_NAMES, PEOPLE, STAFF, Role
from programme.spans import plain_day, short_day
from programme.workdays import KNOWN, Calendar, is_working, last_day

UNDECIDED = ("filed", "examined")
DECIDED = ("upheld", "dismissed")
JUDGED = ("complaint", "objection", "appeal")
"""Kinds of cases that end with somebody being right; whoever brought one may take it back before."""
UNJUDGED = frozenset({"suggestion", "request"})
"""Kinds of cases that are heard or answered; nobody is found to be right."""
OPEN_REQUESTS = ("filed", "answered")
"""A request waits for its first answer, or for the word that it is settled."""
HARDSHIP = "hardship"
"""What a request is about whose person is ill or in difficulties."""
TRADE_DEMAND = "trade.demand"
"""What a request is about in which a station speaks for a trade; all others are about an intent."""
TALK_LASTS = timedelta(hours=24)
"""So long a talk with staff goes on at most."""
COMPLAINTS = {
    "fee": "收费",
    "secrecy": "泄密",
    "quality": "服务质量",
    "misuse": "冒用名义",
    "offence": "违法违规",
    "pressed": "强迫服务",
    "unsafe": "现场不安全",
    "record": "不给记录或证明",
}
"""What complaints may be about; a pack says which of them it takes, and under which label (`kinds_of_complaint`)."""
APPEAL = f"{CONVENTION} 申诉：由没有经办原决定的工作人员核查，原决定不因此自动改变"
STATES = {
    "filed": "已受理",
    "examined": "核查中",
    "upheld": "成立",
    "dismissed": "不成立",
    "withdrawn": "已撤回",
    "referred": "已移送主管部门",
}
_CASE = {state: word for state, word in STATES.items() if state != "referred"}


def objection(pack: RulePack, kind: Kind) -> Lifecycle:
    """An objection to a publicity entry; while it is open nobody is certified."""
    rule = pack.rules(kind).publicity
    return lifecycle("异议", "filed", _CASE, _case(rule.clause) if rule else ())


def complaint(pack: RulePack, kind: Kind, about: str) -> Lifecycle:
    """A complaint about something that the pack knows. One upheld may be `refer`red to the authority; a decision found wrong is
    `reopen`ed and taken again."""
    known = {one.id: one.label for one in pack.complaints}
    if about not in known:
        raise Refused("unknown_complaint", f"投诉分为{'、'.join(known.values())}。")
    clause = complaint_clause(pack, kind, about)
    table = _case(clause) + rows(["upheld"], "refer", "referred", DECIDERS, clause)
    table += rows(DECIDED, "reopen", "examined", DECIDERS, pack.deciding.clause)
    return lifecycle("投诉", "filed", STATES, table)


def appeal() -> Lifecycle:
    """What somebody contests of a decision about themselves; no title changes by it."""
    return lifecycle("申诉", "filed", _CASE, _case(APPEAL))


def complaint_clause(pack: RulePack, kind: Kind, about: str) -> str:
    """What the pack says of the matter: that it is forbidden, else its ground for a loss, else what it says of such complaints."""
    rules = pack.rules(kind)
    said: tuple[Prohibition | Loss, ...] = (*rules.prohibitions, *rules.losses)
    for rule in said:
        if rule.id == about:
            return rule.clause
    if about == "secrecy" and rules.secrecy:
        return rules.secrecy.clause
    return next((one.clause for one in pack.complaints if one.id == about), pack.deciding.clause)


def kinds_of_complaint(pack: RulePack, *, volunteer: bool) -> dict[str, str]:
    """What somebody may complain of, by id: those served of a holder; a volunteer first of what is done to volunteers (S9.2, S5.5)."""
    of_office: dict[str, str] = {one.id: one.label for one in pack.complaints if one.of == "office"}
    of_holders: dict[str, str] = {one.id: one.label for one in pack.complaints if one.of == "holder"}
    return of_office | of_holders if volunteer else of_holders


def request() -> Lifecycle:
    """A wish that staff answer, as often as it takes, until one of both says that it is settled."""
    clause = f"{CONVENTION} 事项：有人请服务中心办的事，由当地工作人员答复"
    table = (
        *rows(OPEN_REQUESTS, "answer", "answered", STAFF, clause),
        *rows(OPEN_REQUESTS, "close", "closed", PEOPLE, clause),
    )
    names = {"filed": "待答复", "answered": "已答复", "closed": "已办好"}
    return lifecycle("事项", "filed", names, table)


def recruitment_round(rule: Round) -> Lifecycle:
    """planned → open → closed; staff may extend it while it is open."""
    table = (
        *rows(["planned"], "open", "open", STAFF | {Role.clock}, rule.clause),
        *rows(["open"], "extend", "open", DECIDERS, rule.clause),
        *rows(["open"], "close", "closed", STAFF | {Role.clock}, rule.clause),
        *rows(["planned"], "cancel", "cancelled", DECIDERS, rule.clause),
    )
    names = {"planned": "未开始", "open": "招募中", "closed": "已截止", "cancelled": "已取消"}
    return lifecycle("招募批次", "planned", names, table)


def round_missed_on(rule: YearlyRound, year: int, calendar: Calendar = KNOWN) -> date:
    """The day of the year on which staff hear that its round is not opened: the first working day of the pack's month."""
    day = date(year, rule.by_month, 1)
    while not is_working(day, calendar):
        day += timedelta(days=1)
    return day


def check_round(rule: Round, on: date) -> None:
    """Refused("round_closed") after the closing day, which itself still counts."""
    if on > rule.closes:
        raise Refused(
            "round_closed",
            f"这一批招募 {plain_day(rule.closes, on)}截止了，下次开放再来申请。",
            rule.clause,
        )


def check_rounds(rounds: Collection[Round], on: date, kind: Kind) -> None:
    """Refused("round_closed") where every round of this year that takes the kind is over, and «round_of_others» where none takes it.

    A round binds its own year alone: the 2023 round says nothing of 2026, and a year for which
    nobody has announced a round takes applications all the time.
    """
    of_year = sorted((rule for rule in rounds if rule.closes.year == on.year), key=lambda rule: rule.closes)
    taking = [rule for rule in of_year if rule.kind in (None, kind)]
    if taking:
        check_round(taking[-1], on)
    elif of_year:
        taken = "、".join(dict.fromkeys(HOLDER_NAMES[rule.kind] for rule in of_year if rule.kind))
        text = f"今年这一批只招{taken}，{HOLDER_NAMES[kind]}等下次开放再来申请。"
        raise Refused("round_of_others", text, of_year[-1].clause)


def publicity_ends(rule: Publicity, published_on: date, calendar: Calendar = KNOWN) -> date:
    """The last day of 公示. UnknownYear where the holidays are not announced yet."""
    if rule.working_days is None:
        return published_on + timedelta(days=rule.days or 0)
    return last_day(published_on, rule.working_days, calendar)


def check_certifiable(rule: Publicity, ends_on: date, on: date, open_objections: Collection[object]) -> None:
    """Refused while publicity runs («publicity_running») or an objection is open («objection_open»)."""
    if on <= ends_on:
        raise Refused("publicity_running", f"公示到 {short_day(ends_on)}，期满才能认定。", rule.clause)
    if open_objections:
        text = f"还有 {len(open_objections)} 件异议没有办，办完才能认定。"
        raise Refused("objection_open", text, rule.clause)


def check_objection(rule: Publicity, ends_on: date, on: date) -> None:
    """Refused("publicity_over") once publicity has ended; a complaint is still open to anyone."""
    if on > ends_on:
        raise Refused("publicity_over", f"公示 {short_day(ends_on)}结束了，有问题可以投诉。", rule.clause)


def _case(clause: str) -> tuple[Transition, ...]:
    return (
        *rows(["filed"], "examine", "examined", DECIDERS, clause),
        *rows(UNDECIDED, "uphold", "upheld", DECIDERS, clause),
        *rows(UNDECIDED, "dismiss", "dismissed", DECIDERS, clause),
        *rows(UNDECIDED, "withdraw", "withdrawn", PEOPLE, clause),
    )
