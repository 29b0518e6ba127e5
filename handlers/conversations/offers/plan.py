"""批量配对: a proposal for all needs that wait, with what it gains, carried out when staff confirm it."""

from __future__ import annotations

from actions.offers.notices import Offered
from actions.offers.plan import carry_out, propose
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Reply
from handlers.rendering.plain import shorten
from language.domains import label
from programme.roles import OFFICE
from storage.queries.needs import NeedFacts, needs_by_id
from storage.queries.offers.experts import experts_by_id

SHOWN = 12
NONE = "现在没有能一起配的需求。"


def _infer(talk: ConversationContext, values: Values) -> Values:
    if "pairs" in values:
        return {}
    found = propose(talk.work, talk.speaker, talk.now)
    gain = found.total - found.one_by_one
    total = f"合计 {found.total:.1f} 分，比逐条安排多 {gain:.1f} 分"
    without = [f"另有 {found.without} 条没有能接的专家"] if found.without else []
    return {"pairs": _lines(talk, found.pairs), "gain": "；".join([total, *without])} if found.pairs else {}


def _lines(talk: ConversationContext, pairs: tuple[tuple[int, int], ...]) -> list[list[object]]:
    """Need, expert, and the pair in words."""
    needs = needs_by_id(talk.work, [need for need, _ in pairs])
    experts = experts_by_id(talk.work, [expert for _, expert in pairs])
    return [[need, expert, _line(needs[need], experts[expert].name)] for need, expert in pairs]


def _line(need: NeedFacts, expert: str) -> str:
    return f"{need.id} 号 {label(need.domain)}「{shorten(need.text, 12)}」→ {expert}"


def _show(lines: list[list[object]]) -> str:
    more = [f"…共 {len(lines)} 条"] if len(lines) > SHOWN else []
    return "\n".join([*(str(text) for _, _, text in lines[:SHOWN]), *more])


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    pairs = [(need, expert) for need, expert, _ in values["pairs"]]
    asked = carry_out(talk.work, talk.speaker, pairs, talk.rules, talk.now)
    late = f"有 {len(pairs) - asked} 条刚才情况变了，没有发。" if asked < len(pairs) else ""
    return Outcome(
        Reply(f"已按方案请了 {asked} 位专家{told(talk, Offered.kind, who='这几位')}。接不接由专家定。{late}")
    )


PLAN = Form(
    name="plan",
    version=1,
    title="批量配对",
    serves=("staff.assign",),
    examples=("批量配对", "一键配对", "统一配对", "没人接的一起派了"),
    roles=OFFICE,
    card="批量配对方案",
    slots=(
        Slot("pairs", "方案", ask=NONE, show=_show, when=lambda talk, values: True),
        Slot("gain", "比较", asked=False),
    ),
    infer=_infer,
    needless=lambda talk: "" if propose(talk.work, talk.speaker, talk.now).pairs else NONE,
    submit=_submit,
)
