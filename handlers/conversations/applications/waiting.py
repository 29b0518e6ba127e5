"""What an applicant hears while they wait, or while we wait for them."""

from __future__ import annotations

from datetime import date

from actions.access import pack_of
from actions.applications.apply import PASSED, REVIEWS, admission_of
from actions.applications.notices import ReturnWaits, ReviewWaits
from actions.applications.publicity import publicity_at
from actions.applications.waiting import ladder_of, waits_since
from actions.road import office_ahead
from actions.steps import StepOwners
from handlers.engine import next_steps, tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from programme.cases import UNDECIDED
from programme.roles import HOLDER_NAMES
from programme.steps import NAMES
from programme.told import office
from storage.queries.applications.due import publicity_of
from storage.queries.applications.filed import ApplicationFacts, application
from storage.queries.applications.waiting import OpenApplication, open_application


def after_publicity(talk: ConversationContext, one: ApplicationFacts) -> str:
    """Why one whose publicity is over is not certified yet."""
    if publicity_of(talk.work, one.id, UNDECIDED).objections:
        return "公示期满，异议还在核实，核实完才能认定"
    return "公示期满，还没认定，等服务中心处理"


def _review_waits(talk: ConversationContext, told: ReviewWaits) -> Reply | None:
    found = _still(talk, told.application, told.since)
    if found is None or found[0].state not in (*REVIEWS, PASSED, "publicity"):
        return None
    at, one = found
    lacking = len(admission_of(one, talk.rules).papers_missing) if one.state in REVIEWS else 0
    papers = f"材料还差 {lacking} 份，点「补材料」就能交。" if lacking else ""
    text = f"您的{HOLDER_NAMES[one.kind]}申请，{_where(talk, at, one)}。{papers}有结果就告诉您{_next_word(talk, at)}。"
    choices = [next_steps.ADD_PAPERS] if lacking else []
    return Reply(text, choices=(*choices, next_steps.MY_APPLICATIONS))


def owner_in_words(talk: ConversationContext, one: ApplicationFacts) -> str:
    """«省级»: the level that begins its publicity."""
    found = StepOwners(talk.work).owner(publicity_at(one, pack_of(one.pack, talk.rules), talk.now))
    return NAMES[found.acts] if found else "服务中心"


def _where(talk: ConversationContext, at: OpenApplication, one: ApplicationFacts) -> str:
    """«3月3日 周二交的，还在等市里审核»."""
    if one.state == "publicity":
        return after_publicity(talk, one)
    if one.state == PASSED:
        return f"审核通过了，等{owner_in_words(talk, one)}公示"
    level = office_ahead(one, pack_of(one.pack, talk.rules))
    handed_in = day(waits_since(at, talk.now.tzinfo), talk.today)
    return f"{handed_in}交的，还在等{office(level) if level else '服务中心'}审核"


def _next_word(talk: ConversationContext, at: OpenApplication) -> str:
    ahead = ladder_of(at, talk.today, talk.rules, talk.now.tzinfo).next(talk.today)
    return f"；没有结果，{day(ahead, talk.today)}再说一声" if ahead else ""


def _return_waits(talk: ConversationContext, told: ReturnWaits) -> Reply | None:
    found = _still(talk, told.application, told.since)
    if found is None or found[0].state != "returned":
        return None
    one = found[1]
    returned = day(date.fromisoformat(told.since), talk.today)
    choices = (Choice("补正", tokens.start("answer_return")), Choice("撤回申请", tokens.start("take_back")))
    return Reply(
        f"您的{HOLDER_NAMES[one.kind]}申请{returned}退回补正，还没再交。补好就能交，填过的都在。\n原因：{one.reason}",
        choices=choices,
    )


def _still(
    talk: ConversationContext, application_id: int, since: str
) -> tuple[OpenApplication, ApplicationFacts] | None:
    """The application, while whoever waits waits for the same as on that day."""
    at, one = open_application(talk.work, application_id), application(talk.work, application_id)
    if at is None or one is None or str(waits_since(at, talk.now.tzinfo)) != since:
        return None
    return at, one


REVIEW_WAITS = NoticeRenderer(ReviewWaits, _review_waits, reminder=True)
RETURN_WAITS = NoticeRenderer(ReturnWaits, _return_waits, reminder=True)
