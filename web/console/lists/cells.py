"""How the rows of lists are said: states in words, and what stands under each heading."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.engine.context import ConversationContext
from handlers.rendering.plain import plain_number, shorten, show_domains, show_region
from language.domains import DOMAINS
from language.industries import label
from programme.cases import COMPLAINTS
from programme.spans import ENDLESS
from web.console.lists.model import Cell, Filter, Head, Row
from web.console.words import day_of, local_day, waits

NEED_STATES = {
    "unanswered": "无人应答",
    "open": "邀请中",
    "accepted": "已接",
    "served": "已服务",
    "rated": "已结",
    "withdrawn": "企业撤回",
    "closed": "服务中心关闭",
    "unserved": "没办成",
}
CASE_KINDS = {
    "complaint": "投诉",
    "objection": "异议",
    "appeal": "申诉",
    "request": "事项",
    "suggestion": "建议",
}
DIARY_STATES = {
    "recorded": "算数",
    "held": "企业有异议",
    "struck": "已划掉",
    "retracted": "已撤回",
    "replaced": "已更正",
}
IMPORT_STATES = {"open": "写入中", "done": "已导入", "undoing": "撤回中", "undone": "撤回了"}
TONES = {
    "unanswered": "bad",
    "unserved": "bad",
    "accepted": "good",
    "served": "good",
    "warned": "warn",
    "suspended": "warn",
    "revoked": "bad",
    "returned": "warn",
    "refused": "bad",
    "publicity": "warn",
    "certified": "good",
    "held": "warn",
    "struck": "bad",
    "upheld": "bad",
    "agreed": "warn",
    "released": "good",
    "declined": "bad",
    "done": "good",
    "undoing": "warn",
}
OVER = frozenset(
    {
        "served",
        "rated",
        "withdrawn",
        "unserved",
        "publicity",
        "certified",
        "refused",
        "dismissed",
        "upheld",
        "referred",
        "closed",
    }
)
"""States in which nobody waits any more."""
PLACE = Filter("place", "地区", places=True)


def asked_by(what: str) -> Filter:
    return Filter("q", what)


def text_of(name: str, small: Callable[[Row], str] = lambda row: "", most: int = 40) -> Callable[..., Cell]:
    return lambda talk, row: Cell(shorten(str(row[name] or ""), most), small(row))


def of_firm(name: str, small: Callable[[Row], str] = lambda row: "") -> Callable[..., Cell]:
    """The same, with «重点行业» beside what is small where the row's trade is one that the programme follows closely (S10.10)."""

    def show(talk: ConversationContext, row: Row) -> Cell:
        key = talk.rules.trades.key if talk.rules.trades else ()
        mark = f"重点行业：{label(row['trade'])}" if row["trade"] in key else ""
        return Cell(shorten(str(row[name] or ""), 40), " · ".join(filter(None, (small(row), mark))))

    return show


def place_of(talk: ConversationContext, row: Row) -> Cell:
    return Cell(show_region(row["region"]) if row["region"] else "")


def state_of(names: Mapping[str, str]) -> Callable[..., Cell]:
    def show(talk: ConversationContext, row: Row) -> Cell:
        state = row["state"]
        return Cell(str(names.get(state, state)), tone=TONES.get(state, "")) if state else Cell("")

    return show


def key_of(talk: ConversationContext, row: Row) -> Cell:
    return Cell(str(row["key"]))


def count_of(name: str) -> Callable[..., Cell]:
    return lambda talk, row: Cell(plain_number(row[name]) if row[name] else "")


def waited(talk: ConversationContext, row: Row) -> Cell:
    """How long it has waited; of what nobody waits for any more, only when it came."""
    if row["state"] in OVER:
        return Cell("", f"{local_day(row['since'], talk.now)}提的")
    return Cell(waits(row["since"], talk.now))


def since_of(talk: ConversationContext, row: Row) -> Cell:
    return Cell(local_day(row["since"], talk.now))


def day_under(name: str) -> Callable[..., Cell]:
    return lambda talk, row: Cell(day_of(row[name], talk.today) if row[name] and row[name] != ENDLESS else "")


def silent_for(talk: ConversationContext, row: Row) -> Cell:
    return Cell(f"{(talk.today - row['silent']).days} 天" if row["silent"] else "")


def expert_of(talk: ConversationContext, row: Row) -> Cell:
    state = row["state"]
    who = row["expert"] or ""
    return Cell(str(NEED_STATES.get(state, state)), who, TONES.get(state, ""))


def states(names: Mapping[str, str], label: str = "状态") -> Filter:
    return Filter("state", label, tuple(names.items()))


NUMBER = Head("key", "编号", key_of, True, "waits")
PLACE_HEAD = Head("region", "地区", place_of)
FIELDS = Head("domains", "领域", lambda talk, row: Cell(show_domains(row["domains"] or ())))
UNTIL = Head("until", "任期到", day_under("until"))
SILENT = Head("silent", "没有日记", silent_for, True)
DOMAIN = Filter("domain", "领域", tuple(DOMAINS.items()))
DAYS = (Filter("since", "从", is_day=True), Filter("until", "到", is_day=True))
MOMENTS = (
    Filter("since", "从", is_day=True, is_moment=True),
    Filter("until", "到", is_day=True, is_moment=True),
)


def of_case(talk: ConversationContext, row: Row) -> Cell:
    about = COMPLAINTS.get(row["about"] or "", "")
    return Cell(shorten(row["text"].split("\n")[0], 40), "、".join(filter(None, (about, row["against"]))))
