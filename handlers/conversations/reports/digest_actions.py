"""The acts behind a digest's lines: one tap each, and done once however often tapped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actions.access import sees
from actions.reports.nudge import ask_to_renew, nudge, nudge_all, to_be_nudged
from handlers.engine import next_steps, tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import button
from handlers.engine.form import Command, Form, Outcome
from handlers.engine.one_tap import SETTLED, one_tap
from handlers.engine.words import bare
from handlers.message import Choice, Reply
from handlers.rendering.records import service_line
from programme.roles import OFFICE
from storage.queries.diaries.reviews import reviews_in
from storage.queries.diaries.written import get_diary
from storage.queries.reports import places
from storage.unit_of_work import UnitOfWork

NAMED = 5
NOBODY_NEAR = "现在没有快到警告、要提醒的人。要催计划、总结和材料，看待办。"
_TODO = (next_steps.TODO,)
Place = Callable[[UnitOfWork, int], str | None]


def _shows(name: str, title: str, kind: str, ref: str, place: Place) -> Form:
    """Show what a notice of this kind about a row says now, with its choices, to staff of the row's place alone."""

    def show(talk: ConversationContext, key: int) -> Outcome:
        region = place(talk.work, key)
        if region is None or not sees(talk.speaker, region):
            return Outcome(SETTLED)
        return Outcome(catalogue().notices[kind].show(talk, {ref: key}) or SETTLED)

    return one_tap(name, title, ref, show)


def _warn(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(), then=("decide", {"decision": "warn", "subject": key}))


def _unpaid(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(), then=("decide", {"decision": "repaid", "subject": key}))


def _keep(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(), then=("decide", {"decision": "keep_title", "subject": key}))


def _diary(talk: ConversationContext, key: int) -> Outcome:
    """The whole of it, with what is odd, to whoever looks after diaries of that place."""
    mine = {one.diary_id: one for one in reviews_in(talk.work, talk.speaker.jurisdiction)}
    if key not in mine:
        return Outcome(SETTLED)
    diary, one = get_diary(talk.work, key), mine[key]
    answer = f"\n本人说：{one.answer}" if one.answer else ""
    return Outcome(
        Reply(
            f"{one.holder}：{service_line(diary)}\n内容：{diary.outcome or '没有写'}\n要看的：{one.text}{answer}",
            choices=(
                button("clear_diary", key),
                button("question_diary", key),
                button("strike_diary", key),
            ),
        )
    )


def _nudge(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(f"已提醒{nudge(talk.work, talk.speaker, key, talk.rules, talk.now)}。"))


def _ask_to_renew(talk: ConversationContext, key: int) -> Outcome:
    return Outcome(Reply(f"已问{ask_to_renew(talk.work, talk.speaker, key, talk.now)}是否续聘。"))


_ORDERS = ("全部提醒", "都提醒一遍", "没动静的都催一下")


def _nudge_all(talk: ConversationContext) -> Reply:
    """By the button or its own words at once; by others («提醒他们补日记») whom they would mean is shown first."""
    said = bare(talk.said)
    if (
        said
        and not said.startswith(_ORDERS)
        and (meant := to_be_nudged(talk.work, talk.speaker, talk.rules, talk.now))
    ):
        return Reply(
            f"我只知道这 {len(meant)} 位快到警告、该提醒：{_names(meant)}。要提醒这几位就点「全部提醒」，别的人用「群发通知」。",
            choices=(
                Choice(f"全部提醒（{len(meant)} 位）", tokens.start("nudge_all")),
                Choice("群发通知", tokens.start("announce")),
            ),
        )
    done = nudge_all(talk.work, talk.speaker, talk.rules, talk.now)
    lines = [
        f"已提醒 {len(done.now)} 位：{_names(done.now)}。" if done.now else "",
        f"今天都提醒过了，不重复打扰：{_names(done.today)}。" if done.today else "",
        f"今天不再提醒{_names(done.kept)}（提醒次数、节假日或本人的设置），要紧就打个电话。"
        if done.kept
        else "",
    ]
    return Reply("\n".join(filter(None, lines)) or NOBODY_NEAR, choices=_TODO)


def _names(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED]) + (f"等 {len(names)} 位" if len(names) > NAMED else "")


SEE_NEED = _shows("see_need", "看需求", "unanswered", "need", places.of_need)
SEE_APPLICATION = _shows("see_application", "看申请", "application", "application", places.of_application)
SEE_CASE = _shows("see_case", "看异议和投诉", "case_filed", "case", places.of_case)
SEE_RENEWAL = _shows("see_renewal", "看续聘", "renewal", "renewal", places.of_renewal)
SEE_SECOND = _shows("see_second", "看提出的决定", "second_asked", "decision", places.of_ruling)
SEE_UNPAID = one_tap("see_unpaid", "记退款", "case", _unpaid)
KEEP_SHORT = one_tap("keep_short", "保留资格", "subject", _keep)
SEE_DIARY = one_tap("see_diary", "看日记", "subject", _diary)
HAND_WARN = one_tap("hand_warn", "警告", "subject", _warn)
NUDGE = one_tap("nudge", "提醒", "holder", _nudge)
NUDGE_RENEWAL = one_tap("nudge_renewal", "问续聘", "holder", _ask_to_renew)
NUDGE_ALL = Command(
    "nudge_all",
    "全部提醒",
    _ORDERS,
    _nudge_all,
    OFFICE,
    ("staff.notify",),
)
