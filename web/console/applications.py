"""An application on one page: what the reviewer's card has, the conditions, the papers, how it stands, and what can be decided."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.access import may_ever
from actions.applications.apply import REVIEWS, admission_of
from handlers.conversations.applications.notices import card_of
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import decisions
from handlers.rendering.citing import named
from handlers.rendering.plain import shorten
from programme.application import STATES
from programme.cases import STATES as OF_CASES
from programme.roles import HOLDER_NAMES
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.console.history import application_days, objections_to
from storage.queries.console.listing import is_in
from storage.queries.console.lists.matters import APPLICATIONS, CASES
from web.console.frame import shown
from web.console.levels import not_ours
from web.console.lists.cells import TONES
from web.console.lists.pages import PAGES
from web.console.lists.state import number
from web.console.lists.views import reader_of, require_page
from web.console.refusals import NotHere
from web.console.session import HOME
from web.console.sheet import Item, Panel, Sheet
from web.console.taps import Act, to_decide
from web.console.words import day_of, local_day, waits

VERDICTS = ("pass", "return", "refuse", "take_in", "turn_down", "publish", "recall_pass")
PAPERS = "材料"
"""The row of the card that leads to the papers in the chat."""


def application_sheet(talk: ConversationContext, key: int) -> Sheet:
    """The page of an application of the reader's jurisdiction, in whichever state it is."""
    require_page(talk, PAGES["applications"])
    one = application(talk.work, key)
    if one is None or not is_in(talk.work, APPLICATIONS, reader_of(talk), key):
        raise NotHere
    mark = (STATES.get(one.state, one.state), TONES.get(one.state, ""))
    waiting = f" · 等了 {waits(one.submitted_at, talk.now)}" if one.state in REVIEWS else ""
    return Sheet(
        f"{one.name}的{HOLDER_NAMES[one.kind]}申请",
        f"{one.id} 号申请{waiting}",
        mark,
        ("applications", "申请"),
        (_told(talk, one), _conditions(talk, one)),
        (_stands(talk, one), *_objections(talk, one), *_decided(talk, one)),
    )


def _told(talk: ConversationContext, one: ApplicationFacts) -> Panel:
    """The card, with the papers counted in place of the chat's way to open them."""
    rows = [(row.label, named(row.value)) for row in card_of(talk, one).rows if row.label != PAPERS]
    handed_in = f"交了 {len(one.papers)} 份" if one.papers else "还没交"
    owed = "、".join(paper.name for paper in admission_of(one, talk.rules).papers_missing)
    return Panel("本人填写的", rows=[*rows, (PAPERS, handed_in), *([("还缺", owed)] if owed else [])])


def _conditions(talk: ConversationContext, one: ApplicationFacts) -> Panel:
    found = admission_of(one, talk.rules)
    lines = [named(str(finding)) for finding in found.findings]
    lines += [named(f"优先：{finding.text}（{finding.clause}）") for finding in found.priority]
    hint = "只按本人填写的来看，还没有人核过。"
    return Panel("条件", lines=lines or ("没有要看的条件。",), hint=hint)


def _stands(talk: ConversationContext, one: ApplicationFacts) -> Panel:
    published, ends = application_days(talk.work, one.id)
    rows = [("现在", STATES.get(one.state, one.state)), ("交来", local_day(one.submitted_at, talk.now))]
    rows += [("公示从", day_of(published, talk.today))] if published else []
    rows += [("公示到", day_of(ends, talk.today))] if ends else []
    rows += [("写的原因", one.reason)] if one.reason else []
    return Panel("到哪一步", rows=rows, acts=(Act("看这个人", f"{HOME}/people/{one.person_id}"),))


def _objections(talk: ConversationContext, one: ApplicationFacts) -> tuple[Panel, ...]:
    """Those that the reader may read, as the list of cases has them."""
    reader = reader_of(talk)
    items = [
        Item(
            local_day(at, talk.now),
            OF_CASES.get(state, state),
            f"{case} 号异议　{shorten(text, 40)}",
            f"{HOME}/cases/{case}",
        )
        for case, at, state, text in objections_to(talk.work, one.id)
        if is_in(talk.work, CASES, reader, case)
    ]
    return (Panel("异议", items=items),) if items else ()


def _decided(talk: ConversationContext, one: ApplicationFacts) -> tuple[Panel, ...]:
    """What the reader may decide about it now; of a review that is another level's, whose it is."""
    able = _able(talk, one)
    if able:
        return (Panel("怎么定", acts=[to_decide(code, one.id) for code in able]),)
    if one.state in REVIEWS and (why := not_ours(talk, "pass", one.id)):
        return (Panel("怎么定", lines=(why,)),)
    return ()


def _able(talk: ConversationContext, one: ApplicationFacts) -> list[str]:
    """The decisions whose matter it is; decisions that are about the same matters are asked once."""
    known: dict[object, bool] = {}
    able = []
    for code in VERDICTS:
        decision = decisions()[code]
        if not may_ever(talk.speaker, decision.action):
            continue
        if decision.subjects not in known:
            known[decision.subjects] = any(each.id == one.id for each in decision.subjects(talk, ""))
        able += [code] if known[decision.subjects] else []
    return able


async def page(request: Request) -> Response:
    """The page."""
    key = number(request.path_params["key"])
    return await shown(
        request, "console/sheet.html", "applications", lambda talk: application_sheet(talk, key)
    )


routes = [Route(f"{HOME}/applications/{{key}}", page)]
