"""指派: staff see whom matching would choose and why, and ask an expert by hand."""

from __future__ import annotations

import re

from actions.offers.access import need_in_jurisdiction
from actions.offers.pair import assign_expert
from actions.offers.suggest import Suggestion, suggest, suggest_for
from actions.refusal import Refused
from handlers.conversations.offers.suggestions import misses, ranking
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.message import Choice, Reply
from language import regions
from language.domains import label
from matching.facts import Wanted
from programme.roles import OFFICE
from storage.queries.needs import find_need
from storage.queries.offers.experts import experts_named, get_expert

SHOWN = 5
_COMMAND = re.compile(r"^(?:指派|派单|派)\s*(\d{1,9})\s*号?\s*(?:给)?\s*([\u4e00-\u9fff]{2,4})?$")
_WHY = re.compile(r"^(?:配对|匹配|谁合适)[\s：:，,]*(?:(\d{1,9})\s*号?|(.{4,}))$", re.DOTALL)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _COMMAND.match(text.strip())
    if not found:
        return {}
    experts = experts_named(talk.work, found[2]) if found[2] else []
    return reading.as_values({"need": int(found[1]), "expert": experts[0] if len(experts) == 1 else None})


def _in_reach(talk: ConversationContext, need_id: int) -> str:
    try:
        need_in_jurisdiction(talk.work, talk.speaker, need_id)
    except Refused as refusal:
        return refusal.text
    return ""


def _suggested(talk: ConversationContext, values: Values) -> list[Suggestion]:
    need = find_need(talk.work, values["need"]) if "need" in values else None
    return suggest_for(talk.work, need, talk.now, SHOWN) if need else []


def _experts(talk: ConversationContext, values: Values) -> Options:
    return [(one.label, one.expert_id) for one in _suggested(talk, values)]


def _question(talk: ConversationContext, values: Values) -> str:
    lines = ranking(_suggested(talk, values))
    return "\n".join(["派给哪一位？点一位，或者直接说姓名。", *lines])


def _by_name(talk: ConversationContext, text: str) -> int | None:
    found = experts_named(talk.work, text.strip())
    return found[0] if len(found) == 1 else None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need_id, expert_id = values["need"], values["expert"]
    assign_expert(talk.work, talk.speaker, need_id, expert_id, talk.rules, talk.now)
    name = get_expert(talk.work, expert_id).name
    return Outcome(Reply(f"已把 {need_id} 号需求请{name}接，接不接由他定，答复会告诉企业。"))


ASSIGN = Form(
    name="assign",
    version=1,
    title="指派专家",
    examples=("指派", "派单", "指派专家"),
    roles=OFFICE,
    sample="指派 12 陈慧敏",
    ref="need",
    slots=(
        Slot(
            "need",
            "需求",
            ask="给哪一号需求派专家？",
            read=reading.number,
            check=_in_reach,
            hint="请说需求的编号，比如「12」。",
        ),
        Slot(
            "expert",
            "专家",
            ask=_question,
            read=_by_name,
            options=_experts,
            hint="没有找到这位专家，请说姓名全称。",
        ),
    ),
    read=_read,
    intent_score=lambda talk, text: 0.95 if _COMMAND.match(text.strip()) else 0.0,
    submit=_submit,
)


def _subject(talk: ConversationContext, text: str) -> str | None:
    """A need's number, or a problem in words."""
    found = _WHY.match(text.strip())
    return (found[1] or found[2]) if found else text.strip() or None


def _why(talk: ConversationContext, values: Values) -> Outcome:
    about = values["about"]
    if about.isdecimal():
        need = need_in_jurisdiction(talk.work, talk.speaker, int(about))
        found, absent = suggest_for(talk.work, need, talk.now, SHOWN), misses(talk, need)
        lead = f"{need.id} 号需求（{label(need.domain)} · {regions.name(need.region)}）："
        choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),) if found else ()
    else:
        need_read = reading.need(talk, about)
        region = need_read.region or talk.speaker.jurisdiction or "000000"
        also, focus = tuple(need_read.also), tuple(need_read.focus)
        wanted = Wanted(
            0, need_read.domain, region, talk.today, about, also, need_read.form, need_read.urgent, focus
        )
        found, absent, choices = suggest(talk.work, wanted, talk.now, SHOWN), [], ()
        lead = f"{label(need_read.domain)} · {regions.names().get(region, '全国')}："
    nobody = [] if found else ["没有空闲的合适专家。"]
    missed = [f"差一点：{'；'.join(absent)}"] if absent else []
    return Outcome(Reply("\n".join([lead, *ranking(found), *nobody, *missed]), choices=choices))


WHY = Form(
    name="match",
    version=1,
    title="配对",
    examples=("配对", "匹配", "谁合适"),
    roles=OFFICE,
    sample="配对：客户拖欠货款，赤坎区",
    slots=(Slot("about", "需求", ask="请说需求的编号，或者把问题说一遍。", read=_subject, free=True),),
    read=lambda talk, text, values: reading.as_values(
        {"about": _subject(talk, text) if _WHY.match(text.strip()) else None}
    ),
    intent_score=lambda talk, text: 0.95 if _WHY.match(text.strip()) else 0.0,
    submit=_why,
)
