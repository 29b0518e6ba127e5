"""With whom somebody works, as panels and rows of their page: the people of a station, teams, firms they have gone to see."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine.context import ConversationContext
from language import callings
from programme.clerks import NAMES
from storage.queries.console.beside import Beside, Clerk, Visit
from web.console.session import HOME
from web.console.sheet import Item, Panel
from web.console.words import local_day

VISITS = {
    "asked": "等企业答复",
    "agreed": "企业同意了",
    "refused": "企业不愿意",
    "lapsed": "企业没有回音",
}
SHOWN_VISITS = 10


def rows_beside(found: Beside) -> list[tuple[str, str]]:
    """What they are by calling, the station they work at, their teams."""
    calling = callings.in_words(found.calling, found.retired)
    teams = "、".join(f"{name}（队长）" if leads else name for name, leads in found.teams)
    works_at = f"{found.works_at[0]}，{NAMES[found.works_at[2]]}" if found.works_at else ""
    rows = (("专家类别", calling), ("服务队", teams), ("在工作站", works_at))
    return [(name, said) for name, said in rows if said]


def panels_beside(talk: ConversationContext, found: Beside) -> list[Panel]:
    """The people of their station, and what firms told them on visits."""
    panels = [_clerks(talk, found.clerks)] if found.clerks else []
    return [*panels, _visits(talk, found.visits)] if found.visits else panels


def _clerks(talk: ConversationContext, clerks: Sequence[Clerk]) -> Panel:
    items = [
        Item(
            local_day(one.joined_at, talk.now),
            NAMES[one.role],
            one.name or "未留姓名",
            f"{HOME}/people/{one.person_id}",
        )
        for one in clerks
    ]
    return Panel("站里的人", items=items)


def _visits(talk: ConversationContext, visits: Sequence[Visit]) -> Panel:
    """Until its firm agrees nobody reads what was told, nor whose it is."""
    items = [
        Item(
            local_day(one.asked_at, talk.now),
            "走访",
            VISITS[one.state] + (f"，{one.need_id} 号需求" if one.need_id else ""),
            f"{HOME}/needs/{one.need_id}" if one.need_id else "",
        )
        for one in visits[:SHOWN_VISITS]
    ]
    waiting = sum(one.state == "asked" for one in visits)
    return Panel("走访企业", lines=(f"{waiting} 件等企业答复" if waiting else "",), items=items)
