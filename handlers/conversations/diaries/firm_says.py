"""What a firm says of a service in one message: stars, «没来过», «时长不对»; and what its writer says to other hours."""

from __future__ import annotations

import re
from decimal import Decimal

from actions.diaries.contact_links import may_have_link
from actions.diaries.firm_says import ask_contact, contact_for, rate_diary, say_hours, settle_hours
from actions.diaries.notices import ConfirmService, HoursSaid
from actions.needs.meant import meant
from handlers.conversations.diaries.rating import GLAD, GOOD, SORRY, STARS, stars_said
from handlers.engine import next_steps, reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told_to
from handlers.engine.form import Command, Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from handlers.rendering.moments import day
from handlers.rendering.plain import shorten, show_hours
from language.contacts import phone
from programme.roles import HOLDERS, NEWCOMERS
from storage.queries.diaries.confirmations import asked_of, confirmation_of
from storage.queries.diaries.reviews import diary_of_service
from storage.queries.diaries.written import DiaryFacts, get_diary
from storage.queries.needs import NeedFacts, needs_of

ANSWERS = (("按企业说的", "yes"), ("我记的对", "no"))


def told_of(talk: ConversationContext, diary: DiaryFacts) -> str:
    """«3月2日 周一，2 小时，“讲了合同”»; what was done is left out where several firms were there."""
    parts = [day(diary.served_on, talk.today), show_hours(diary.hours)]
    parts += [f"“{shorten(diary.outcome, 24)}”"] if diary.outcome and diary.enterprises == 1 else []
    return "，".join(parts)


def doubts(diary_id: int) -> tuple[Choice, ...]:
    """What stands beside the stars."""
    return (
        Choice("没来过", tokens.start("dispute_diary", "diary", diary_id)),
        Choice("时长不对", tokens.start("other_hours", "diary", diary_id)),
    )


def _pending(talk: ConversationContext) -> list[int]:
    return [one.diary_id for one in asked_of(talk.work, talk.speaker.person_id)]


def _which(talk: ConversationContext, values: Values) -> Options:
    diaries = [get_diary(talk.work, one) for one in _pending(talk)]
    return [(f"{one.writer}，{day(one.served_on, talk.today)}", one.id) for one in diaries]


def _rate(talk: ConversationContext, values: Values) -> Outcome:
    rate_diary(talk.work, talk.speaker, values["diary"], values["stars"], talk.now)
    thanks = GLAD if values["stars"] >= GOOD else SORRY
    return Outcome(Reply(thanks, choices=() if thanks == GLAD else (next_steps.STAFF,)))


CONFIRM_DIARY = Form(
    name="confirm_diary",
    version=1,
    title="确认服务",
    roles=NEWCOMERS,
    ref="diary",
    slots=(
        Slot("diary", "哪一次", ask="说的是哪一次服务？", options=_which, hint="点一下是哪一次。"),
        Slot(
            "stars",
            "满意度",
            ask="满意度几分？5 最满意。",
            read=stars_said,
            options=lambda talk, values: STARS,
            hint="几分？说 1 到 5。",
        ),
    ),
    pending=_pending,
    submit=_rate,
)


def _say_hours(talk: ConversationContext, values: Values) -> Outcome:
    """Stars are asked in any case, of the need where there is one."""
    diary = get_diary(talk.work, values["diary"])
    say_hours(talk.work, talk.speaker, diary.id, Decimal(values["hours"]), talk.now)
    said = f"记下了：{show_hours(values['hours'])}。{told_to(talk, diary.writer, HoursSaid.kind)}"
    known = ("rating", {"need": diary.need_id}) if diary.need_id else ("confirm_diary", {"diary": diary.id})
    return Outcome(Reply(said), then=known)


OTHER_HOURS = Form(
    name="other_hours",
    version=1,
    title="时长不对",
    roles=NEWCOMERS,
    ref="diary",
    given=("diary",),
    slots=(
        Slot("diary", "", hidden=True, asked=False),
        Slot(
            "hours",
            "时长",
            ask="实际是多长时间？比如「一个小时」。",
            read=reading.hours,
            show=show_hours,
            hint="多长时间呢？比如「一个半小时」。",
        ),
    ),
    submit=_say_hours,
)


_HOURS_WRONG = re.compile(
    r"(?!.*(?:员工|工人|工资|工时|加班|考勤|上班|合同))(?=.*(?:\d\s*号|律师|会计|老师|专家|教授|工程师|[一-龥]工|[他她]|服务|日记|时长改|把时))"
    r"(?=.{7}).{0,24}(?:时长|小时数?|钟头|记的时间|时间记)(?:.{0,6})(?:不对|不准|记多|记错|有问题|改一?下|不符|不止|没那么多).{0,40}"
    r"|(?:把|将)?(?:时长|时间)改.{0,40}(?:小时|钟头?|分钟).{0,4}"
)
"""«把时长改一下，苏律师只有一个小时», «109号时长不对»; «员工加班时长不对» is a firm's own trouble."""
LOOKED_AT = 8


def _served(talk: ConversationContext) -> dict[int, tuple[NeedFacts, int]]:
    """By the number of the need, what was done for the firm and stands in a diary."""
    needs = needs_of(talk.work, talk.speaker.enterprise_id, ("served", "rated"), LOOKED_AT)
    found = ((need, diary_of_service(talk.work, need.id)) for need in needs)
    return {need.id: (need, diary) for need, diary in found if diary is not None}


def _which_hours(talk: ConversationContext) -> Reply:
    """The services whose hours may be said otherwise, each with its button; of several, the one that is named alone."""
    served = talk.once(_served)
    named = meant(talk.said, [need for need, _ in served.values()])
    shown = [served[named]] if named in served else list(served.values())
    lines = [
        f"{need.id} 号需求，{need.expert}记的是 {show_hours(get_diary(talk.work, diary).hours)}。"
        for need, diary in shown
    ]
    choices = tuple(
        Choice(f"时长不对 {need.id} 号", tokens.start("other_hours", "diary", diary)) for need, diary in shown
    )
    return Reply("\n".join([*lines, "不对的话点一下，再说实际多长。"]), choices=choices)


HOURS_WRONG = Command(
    "hours_wrong",
    "时长不对",
    ("专家记的时长不对",),
    _which_hours,
    NEWCOMERS,
    syntax=lambda text: _HOURS_WRONG.fullmatch(text.strip()) is not None,
    idle=lambda talk: not talk.once(_served),
)


def _settle(talk: ConversationContext, values: Values) -> Outcome:
    agrees_with = values["answer"] == "yes"
    case, why = settle_hours(talk.work, talk.speaker, values["diary"], agrees_with, talk.rules, talk.now)
    if case is not None:
        return Outcome(Reply(f"好，已请服务中心来核，是 {case} 号事项。", choices=(next_steps.STAFF,)))
    progress = next_steps.MY_PROGRESS
    otherwise = f"{why}。" if why else ""
    return Outcome(Reply(f"已修改，按企业说的时长记。{otherwise}", choices=(progress,)))


SETTLE_HOURS = Form(
    name="settle_hours",
    version=1,
    title="核对时长",
    roles=HOLDERS,
    ref="diary",
    given=("diary",),
    slots=(
        Slot("diary", "", hidden=True, asked=False),
        Slot("answer", "答复", ask="按哪个记？", options=lambda talk, values: ANSWERS, hint="点一个就行。"),
    ),
    submit=_settle,
)


def _ask_firm(talk: ConversationContext, values: Values) -> Outcome:
    name = ask_contact(talk.work, talk.speaker, values["diary"], talk.now)
    progress = next_steps.MY_PROGRESS
    said = told_to(talk, name or "企业", ConfirmService.kind)
    return Outcome(Reply(f"已请{name or '企业'}确认这次服务。{said}", choices=(progress,)))


ASK_FIRM = Form(
    name="ask_firm",
    version=1,
    title="请企业确认",
    roles=HOLDERS,
    ref="diary",
    given=("diary",),
    slots=(Slot("diary", "", hidden=True, asked=False),),
    submit=_ask_firm,
)


def way_to_ask(talk: ConversationContext, diary_id: int) -> tuple[Choice, ...]:
    """«请企业确认», where the diary names a firm of which somebody is here; a link, where it names a contact who is not."""
    diary = get_diary(talk.work, diary_id)
    if contact_for(talk.work, diary):
        return (Choice("请企业确认", tokens.start("ask_firm", "diary", diary_id)),)
    names_one = phone(diary.outcome) is not None or len(diary.names) == 1
    if names_one and may_have_link(talk.work, diary_id):
        return (Choice("发确认链接", tokens.start("contact_link", "diary", diary_id)),)
    return ()


def _asked(talk: ConversationContext, told: ConfirmService) -> Reply | None:
    said = confirmation_of(talk.work, told.diary)
    if said is None or said.state != "asked" or not said.standing:
        return None
    diary = get_diary(talk.work, told.diary)
    stars = (
        Choice(label, tokens.prompt("confirm_diary", diary.id, "stars", value)) for label, value in STARS
    )
    return Reply(
        f"{diary.writer}记了一次给您的服务：{told_of(talk, diary)}。对的话打个分，满意度怎么样？",
        choices=(*stars, *doubts(diary.id)),
    )


def _hours_said(talk: ConversationContext, told: HoursSaid) -> Reply | None:
    said = confirmation_of(talk.work, told.diary)
    if said is None or said.state != "hours" or said.hours is None or not said.standing:
        return None
    diary = get_diary(talk.work, told.diary)
    choices = (
        Choice(text, tokens.prompt("settle_hours", diary.id, "answer", value)) for text, value in ANSWERS
    )
    firm = diary.names[0] if len(diary.names) == 1 else "企业"
    return Reply(
        f"{firm}说{day(diary.served_on, talk.today)}那次是 {show_hours(said.hours)}，您记的是 {show_hours(diary.hours)}。按哪个记？",
        choices=tuple(choices),
    )


ASKED = NoticeRenderer(ConfirmService, _asked)
HOURS_SAID = NoticeRenderer(HoursSaid, _hours_said)
