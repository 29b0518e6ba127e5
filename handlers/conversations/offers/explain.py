"""配对: staff see whom matching would choose for a need, and why."""

from __future__ import annotations

import re

from actions.offers.access import need_in_jurisdiction
from actions.offers.suggest import suggest, suggest_for
from handlers.conversations.offers.suggestions import misses, ranking
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from language import regions
from language.domains import label
from matching.facts import Wanted
from programme.roles import OFFICE

SHOWN = 5
_WHY = re.compile(r"^(?:配对|匹配|谁合适)[\s：:，,]*(?:(\d{1,9})\s*号?|(.{4,}))$", re.DOTALL)


def _subject(talk: ConversationContext, text: str) -> str | None:
    """A need's number, or a problem in words."""
    found = _WHY.match(text.strip())
    return (found[1] or found[2]) if found else text.strip() or None


def _why(talk: ConversationContext, values: Values) -> Outcome:
    about = values["about"]
    if about.isdecimal():
        need = need_in_jurisdiction(talk.work, talk.speaker, int(about))
        found, absent = suggest_for(talk.work, need, talk.now, SHOWN), misses(talk, need)
        lead = f"{need.id} 号需求（{label(need.domain)} · {show_region(need.region)}）："
        choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),) if found else ()
    else:
        need_read = reading.need(talk, about)
        region = need_read.region or talk.speaker.jurisdiction or "000000"
        also, focus = tuple(need_read.also), tuple(need_read.focus)
        wanted = Wanted(
            0, need_read.domain, region, talk.today, about, also, need_read.form, need_read.urgent, focus
        )
        found, absent, choices = suggest(talk.work, wanted, talk.now, SHOWN), [], ()
        lead = f"{label(need_read.domain)} · {show_region(region) if region in regions.names() else '全国'}："
    nobody = [] if found else ["现在没有能接的专家。"]
    missed = [f"差一点：{'；'.join(absent)}"] if absent else []
    return Outcome(Reply("\n".join([lead, *ranking(found), *nobody, *missed]), choices=choices))


WHY = Form(
    name="match",
    version=1,
    title="配对",
    serves=("staff.assign",),
    examples=("配对", "匹配", "谁合适", "谁能接这个需求", "看看谁合适"),
    roles=OFFICE,
    sample="配对：客户拖欠货款，赤坎区",
    slots=(Slot("about", "需求", ask="哪一号？也可以把问题说一遍。", read=_subject, free=True),),
    read=lambda talk, text, values: reading.as_values(
        {"about": _subject(talk, text) if _WHY.match(text.strip()) else None}
    ),
    syntax=lambda text: _WHY.match(text.strip()) is not None,
    submit=_why,
)
