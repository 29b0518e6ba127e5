"""指派: staff ask an expert by hand; where nobody fits they read why, and may look beyond the field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from actions.needs.meant import meant
from actions.offers.access import need_in_jurisdiction
from actions.offers.notices import Offered
from actions.offers.pair import assign_expert
from actions.offers.reassign import may_be_asked, reassign
from actions.offers.suggest import Suggestion, suggest_for, suggest_of_any_field
from actions.refusal import Refused
from handlers.conversations.offers import reassigning
from handlers.conversations.offers.suggestions import misses, ranking
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.deeds import deed
from handlers.engine.delivered import told
from handlers.engine.form import Form, Options, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.engine.undone import endings
from handlers.message import Choice, Reply
from handlers.rendering.plain import shorten
from handlers.rendering.records import need_line
from language.compatibility import IDEOGRAPH
from language.reassigned import instead_of_whom
from programme.roles import OFFICE
from storage.queries.needs import NeedFacts, find_need, needs_waiting
from storage.queries.offers.experts import get_expert
from storage.unit_of_work import UnitOfWork

SHOWN = 5
NEAREST = 2
MOST = 50
SHORTEST_END = 3
"""Characters of the end of a firm's name."""
_COMMAND = re.compile(
    rf"^(?:指派|派单|派)\s*(\d{{1,9}})\s*号?\s*(?:给)?\s*({IDEOGRAPH}{{2,4}}|(?:{IDEOGRAPH}|[A-Za-z .])+[· ](?:{IDEOGRAPH}|[A-Za-z·. ])+)?$"
)
_WHOM = re.compile(
    r"(?:指派|派|分|安排)给?(?:谁|哪[个位](?:专家|老师)?)(?:去|来|接|合适|好|呢|吧|啊)*[?？]?$"
    r"|(?:谁|哪[个位](?:专家|老师)?)(?:去|来|接|做)+(?:比较|最|更)?(?:合适|好)"
)
"""«那个水产厂的需求派给谁合适»."""
_NUMBERED = re.compile(r"(?<![\d月])(\d{1,9})\s*号")
Search = Callable[[UnitOfWork, NeedFacts, datetime, int], list[Suggestion]]


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«让王会计去接 12 号»: the number and the name, wherever they stand."""
    numbered = _NUMBERED.search(text)
    changes = reassigning.changed(talk, text, int(numbered[1]) if numbered else values.get("need"))
    need = int(numbered[1]) if numbered else None if "need" in values or changes else _need(talk, text)
    return reading.as_values({"need": need, "expert": reassigning.named(talk, text)}) | changes


def _need(talk: ConversationContext, text: str) -> int | None:
    """The need that a text means: by a number, by its firm («那个水产厂的»), else by what it is about."""
    number = reading.number(talk, text)
    if number is not None:
        return number
    waiting = talk.once(_waiting)
    of_firm = [one.id for one in waiting if _is_of(one.enterprise, text)]
    return of_firm[0] if len(of_firm) == 1 else meant(text, waiting)


def _is_of(firm: str, text: str) -> bool:
    """Whether a text says the end of a firm's name, or the whole of it: «水产厂», «蓝湾海鲜加工厂»."""
    ends = [firm[at:] for at in range(len(firm) - SHORTEST_END + 1)]
    return any(end in text for end in ends)


def _waiting(talk: ConversationContext) -> list[NeedFacts]:
    """The needs of the jurisdiction that nobody has taken and that await nobody's answer."""
    return needs_waiting(talk.work, talk.speaker.jurisdiction, ("open", "unanswered"), MOST)


def _to_assign(talk: ConversationContext, values: Values) -> Options:
    waiting = talk.once(_waiting)[:SHOWN]
    known = find_need(talk.work, values["need"]) if "need" in values else None
    named = [known] if known and known.id not in [one.id for one in waiting] else []
    return [(shorten(need_line(one), 30), one.id) for one in (*waiting, *named)]


def _only_one(talk: ConversationContext, values: Values) -> Values:
    waiting = talk.once(_waiting)
    return {"need": waiting[0].id} if len(waiting) == 1 else {}


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need = need_in_jurisdiction(talk.work, talk.speaker, values["need"])
    if "expert" not in values:
        return Outcome(_nobody(talk, need))
    try:
        _ask(talk, need.id, values["expert"], values.get("instead"))
    except Refused as refusal:
        return Outcome(_instead(talk, need, refusal))
    name = get_expert(talk.work, values["expert"]).name
    let_go = f"不再请{_name_of(talk, values['instead'])}。" if "instead" in values else ""
    return Outcome(
        Reply(
            f"已请{name}接 {need.id} 号需求{told(talk, Offered.kind, who=name)}。接不接由{name}定。{let_go}"
        )
    )


def _ask(talk: ConversationContext, need: int, expert: int, instead: int | None) -> None:
    rules, now = talk.rules, talk.now
    if instead:
        reassign(talk.work, talk.speaker, need, instead, expert, rules, now)
    else:
        assign_expert(talk.work, talk.speaker, need, expert, rules, now)


def _name_of(talk: ConversationContext, expert: int) -> str:
    return get_expert(talk.work, expert).name


def _needs_no_card(talk: ConversationContext, values: Values) -> bool:
    """Where nobody can be asked, only why is said."""
    if "expert" not in values:
        return True
    instead = "instead" in values
    return not may_be_asked(talk.work, values["need"], values["expert"], talk.now, instead=instead)


def _nobody(talk: ConversationContext, need: NeedFacts) -> Reply:
    near = misses(talk, need, NEAREST)
    why = f"最接近的是{'；'.join(near)}。" if near else "同领域的专家，辖区附近没有。"
    wider = Choice("不按领域找", tokens.start("assign_anyone", "need", need.id))
    return Reply(f"{need.id} 号需求现在没有能接的专家。{why}", choices=(wider, *endings(talk, need.id)))


def _instead(talk: ConversationContext, need: NeedFacts, refusal: Refused) -> Reply:
    """Why this one cannot be asked, and the nearest who can."""
    found = suggest_for(talk.work, need, talk.now, NEAREST) if refusal.code == "cannot_be_asked" else []
    lines = ["可以请：", *ranking(found)] if found else []
    choices = (Choice(f"指派 {need.id} 号", tokens.start("assign", "need", need.id)),) if found else ()
    return Reply("\n".join([refusal.text, *lines]), choices=choices)


def _form(name: str, title: str, search: Search, serves: tuple[str, ...], examples: tuple[str, ...]) -> Form:
    def suggested(talk: ConversationContext, values: Values) -> list[Suggestion]:
        if "need" not in values or need_in_reach(talk, values["need"]):
            return []
        need = find_need(talk.work, values["need"])
        return search(talk.work, need, talk.now, SHOWN) if need else []

    def experts(talk: ConversationContext, values: Values) -> Options:
        return [(one.label, one.expert_id) for one in suggested(talk, values)]

    def question(talk: ConversationContext, values: Values) -> str:
        return "\n".join(["指派给哪一位？也可以说姓名。", *ranking(suggested(talk, values))])

    def known(talk: ConversationContext, values: Values) -> Options:
        """Those suggested, and who was named besides."""
        said = reassigning.named(talk, talk.said)
        told = [one for one in (values.get("expert"), values.get("instead"), said) if one]
        offered = experts(talk, values)
        return (
            *offered,
            *(
                (_name_of(talk, one), one)
                for one in dict.fromkeys(told)
                if one not in [key for _, key in offered]
            ),
        )

    return Form(
        name=name,
        version=2,
        title=title,
        card="指派",
        look="确认了才请，接不接由本人定。",
        deed=deed("派", "指派", "请", "派单", undone="好，没有派，谁也没有收到。"),
        outright=_needs_no_card,
        more=reassigning.corrected,
        serves=serves,
        examples=examples,
        roles=OFFICE,
        sample="指派 12 陈慧敏",
        ref="need",
        slots=(
            Slot(
                "need",
                "需求",
                ask="给哪一号需求指派专家？",
                read=_need,
                options=_to_assign,
                check=need_in_reach,
                hint="哪一号？比如「12」。",
            ),
            Slot(
                "expert",
                "专家",
                ask=question,
                read=reassigning.named,
                options=known,
                when=lambda talk, values: "expert" in values or bool(talk.once(experts, values)),
                hint="没有找到这位专家，姓名全称是？",
            ),
            Slot(
                "instead",
                "换下",
                asked=False,
                ask="不请哪一位了？",
                options=known,
                when=lambda talk, values: "instead" in values,
            ),
        ),
        read=_read,
        infer=_only_one,
        syntax=_is_command if examples else lambda text: False,
        submit=_submit,
    )


def _is_command(text: str) -> bool:
    return bool(_COMMAND.match(text.strip()) or _WHOM.search(text) or instead_of_whom(text))


ASSIGN = _form(
    "assign",
    "指派专家",
    suggest_for,
    ("staff.assign",),
    ("指派", "派单", "指派专家", "派个专家过去", "这条派给谁合适"),
)
ANYONE = _form("assign_anyone", "不按领域指派", suggest_of_any_field, (), ())
