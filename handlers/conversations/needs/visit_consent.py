"""走访以后问企业: a firm says whether an expert is to be asked for what it told; and a station is asked what it collected."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of
from actions.needs.notices import VisitAnswered, VisitAsked
from actions.needs.visits import answer_visit
from actions.titles.notices import NeedsDue
from handlers.conversations.needs.collected import WAYS
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten
from programme.collecting import span_of
from programme.qualification import IN_GOOD_STANDING
from programme.roles import EVERYBODY
from storage.queries.needs import get_need
from storage.queries.titles.due_holders import needs_told
from storage.queries.titles.standing import qualification
from storage.queries.visits import VisitFacts, visit, visits_to_answer

ANSWERS = (("同意，请专家", "yes"), ("先不用", "no"))
QUOTED = 30
"""Characters of what was told that stand in a push and in a list; whoever is to agree to the rest sees it with one tap."""


def _pending(talk: ConversationContext) -> list[int]:
    return [one.id for one in visits_to_answer(talk.work, talk.speaker.person_id)]


def _which(talk: ConversationContext, values: Values) -> Options:
    found = visits_to_answer(talk.work, talk.speaker.person_id)
    return [(f"{one.enterprise}：{shorten(one.text, QUOTED)}", one.id) for one in found]


def _question(talk: ConversationContext, values: Values) -> str:
    one = visit(talk.work, values["visit"])
    return _words(one, one.text) if one else "同意请专家吗？"


def _words(one: VisitFacts, told: str) -> str:
    return f"{one.told_to}记了{one.enterprise}的一件事：“{told}”。要请志愿专家帮忙吗？不收费，您同意才请。"


def _answer(talk: ConversationContext, values: Values) -> Outcome:
    agrees = values["answer"] == "yes"
    need = answer_visit(talk.work, talk.speaker, values["visit"], agrees, talk.rules, talk.now)
    if need is None:
        return Outcome(
            Reply("好的，不请，记的已经删了。以后想请，随时说。", choices=(next_steps.ASK_FOR_EXPERT,))
        )
    own = get_need(talk.work, need).person_id == talk.speaker.person_id
    follow = "有人接单就告诉您。" if own else _who_calls(visit(talk.work, values["visit"]))
    return Outcome(
        Reply(f"好的，是 {need} 号需求，去请专家了。{follow}", choices=(next_steps.MY_NEEDS,) if own else ())
    )


def _who_calls(one: VisitFacts | None) -> str:
    """The need is the visitor's, for a firm that has nobody here."""
    if one is None or one.phone:
        return "专家会按登记的电话联系您。"
    return f"没有留电话，专家会先联系{one.told_to}。"


ANSWER = Form(
    name="visit_answer",
    version=1,
    title="答复走访",
    roles=EVERYBODY,
    ref="visit",
    slots=(
        Slot("visit", "哪一件", ask="说的是哪一件？", options=_which, hint="点一下是哪一件。"),
        Slot(
            "answer",
            "答复",
            ask=_question,
            options=lambda talk, values: ANSWERS,
            hint="同意请专家，还是先不用？点一下就行。",
        ),
    ),
    pending=_pending,
    submit=_answer,
)


def _asked(talk: ConversationContext, told: VisitAsked) -> Reply | None:
    one = visit(talk.work, told.visit)
    if one is None or one.state != "asked":
        return None
    choices = [
        Choice(word, tokens.prompt("visit_answer", one.id, "answer", value)) for word, value in ANSWERS
    ]
    if len(one.text) > QUOTED:
        choices.append(Choice("看全文", tokens.start("visit_answer", "visit", one.id)))
    return Reply(_words(one, shorten(one.text, QUOTED)), choices=tuple(choices))


def _answered(talk: ConversationContext, told: VisitAnswered) -> Reply | None:
    one = visit(talk.work, told.visit)
    if one is None:
        return None
    if told.agrees and one.need_id is not None:
        return Reply(
            f"{one.enterprise}同意了，是 {one.need_id} 号需求，去请专家了。", choices=(next_steps.MY_NEEDS,)
        )
    return Reply(f"{one.enterprise}说先不用请专家，记的已经删了。", choices=(WAYS[0],))


def _needs_due(talk: ConversationContext, told: NeedsDue) -> Reply | None:
    """Pointless once the station has told, or the span is over."""
    held, by = qualification(talk.work, told.qualification), date.fromisoformat(told.by)
    if held is None or held.state not in IN_GOOD_STANDING or by < talk.today:
        return None
    rule = pack_of(held.pack, talk.rules).rules("station").collecting
    if rule is None:
        return None
    last = needs_told(talk.work.connection, [held.holder_id]).get(held.holder_id)
    begins = span_of(rule, held.certified_on, by)[0]
    if last is not None and last.astimezone(talk.now.tzinfo).date() >= begins:
        return None
    again = len(rule.ask_days_left) > 1 and (by - talk.today).days <= rule.ask_days_left[-1]
    lead = "这一期收集的需求还没收到" if again else "这一期收集到企业的需求了吗"
    return Reply(
        f"{lead}{'，' if again else '？'}{day(by, talk.today)}截止，当天还收，几家一起说就行。", choices=WAYS
    )


ASKED = NoticeRenderer(VisitAsked, _asked)
ANSWERED = NoticeRenderer(VisitAnswered, _answered)
NEEDS_DUE = NoticeRenderer(NeedsDue, _needs_due, reminder=True, for_rooms=True)
