"""What staff are told about their jurisdiction, in words: digests, and the reports of offices below."""

from __future__ import annotations

from dataclasses import replace

from actions.reports.month import reported_until
from actions.reports.notices import Digest, FiguresReported, LeftLying, PutForward, YearUndecided
from handlers.conversations.reports.digest import NOTHING, lying, page
from handlers.conversations.reports.digests import document_lines, drill_line, weekly
from handlers.conversations.reports.goals import told_goals
from handlers.conversations.reports.monitoring import rows_of
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Choice, Reply
from handlers.rendering.plain import show_region
from programme.roles import HOLDER_NAMES
from programme.spans import short_day, weekday
from storage.queries.reports.reported import report


def _digest(talk: ConversationContext, told: Digest) -> Reply | None:
    """An empty daily one is silence or a line, as chosen; one of a past day is pointless."""
    if told.on != str(talk.today):
        return None
    lead = f"{'周报' if told.what == 'weekly' else '日报'} {weekday(talk.today)}："
    if told.what == "weekly":
        return weekly(talk, reported_until(talk.today, talk.now.tzinfo), lead, told.goals)
    found, trouble = page(talk, 0, lead), drill_line(talk, only_trouble=True)
    if found or told.when_empty or trouble:
        said = found or Reply(f"{lead}{NOTHING}")
        besides = told_goals(talk, told.goals, talk.today.year)
        besides += document_lines(talk) if told.goals else []
        return replace(said, text="\n".join([said.text + trouble, *besides]))
    return None


def _year_undecided(talk: ConversationContext, told: YearUndecided) -> Reply | None:
    number = f"至少 {told.short} 位" if told.at_least else f" {told.short} 位"
    short = f"有{number}没有达标，等您逐个定。" if told.short else "名单很长，没达标的还要一批一批看。"
    return Reply(
        f"{told.called or f'{told.year} 年度'}补记结束了，{short}",
        choices=(Choice("年度考核", tokens.start("assessment")),),
    )


def _lying(talk: ConversationContext, told: LeftLying) -> Reply | None:
    return lying(talk, told.office, told.items)


def _figures(talk: ConversationContext, told: FiguresReported) -> Reply | None:
    kept = report(talk.work, told.report)
    place = show_region(kept.region)
    card = Card(f"{place}，截至 {short_day(kept.up_to)}", rows_of(kept.figures))
    return Reply(f"{place}上报了今年的服务数据。", card)


def _put_forward(talk: ConversationContext, told: PutForward) -> Reply | None:
    kept = report(talk.work, told.report)
    lines = [
        f"　{HOLDER_NAMES[kind]} {name}：{arithmetic}（{clause}）"
        for kind, name, arithmetic, clause in kept.figures["excellent"]
    ]
    place = show_region(kept.region)
    return Reply("\n".join([f"{place}推荐的优秀名单，截至 {short_day(kept.up_to)}：", *lines]))


DIGEST = NoticeRenderer(Digest, _digest)
YEAR_UNDECIDED = NoticeRenderer(YearUndecided, _year_undecided, office=True)
LYING = NoticeRenderer(LeftLying, _lying, office=True)
FIGURES = NoticeRenderer(FiguresReported, _figures, office=True)
PUT_FORWARD = NoticeRenderer(PutForward, _put_forward, office=True)
