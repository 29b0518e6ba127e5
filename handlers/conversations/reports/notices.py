"""What staff are told about their jurisdiction, in words: digests, and the reports of offices below."""

from __future__ import annotations

from actions.reports.month import reported_until
from actions.reports.notices import Digest, FiguresReported, PutForward
from handlers.conversations.reports.digest import NOTHING, page
from handlers.conversations.reports.digests import weekly
from handlers.conversations.reports.monitoring import rows_of
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Reply
from language import regions
from programme.roles import HOLDER_NAMES
from storage.queries.reports.reported import report


def _digest(talk: ConversationContext, told: Digest) -> Reply | None:
    """An empty daily one is silence or a line, as chosen; one of a past day is pointless."""
    if told.on != str(talk.today):
        return None
    if told.what == "weekly":
        reply = weekly(talk, reported_until(talk.today, talk.now.tzinfo))
        return Reply(f"周报　{reply.text}", choices=reply.choices, files=reply.files)
    found = page(talk, 0, f"日报　{talk.today:%m月%d日}，等您处理的：")
    return found or (Reply(f"日报　{NOTHING}") if told.when_empty else None)


def _figures(talk: ConversationContext, told: FiguresReported) -> Reply | None:
    kept = report(talk.work, told.report)
    place = regions.full_name(kept.region)
    card = Card(f"{place}，截至 {kept.up_to}", rows_of(kept.figures))
    return Reply(f"{place}上报了今年的服务数据。", card)


def _put_forward(talk: ConversationContext, told: PutForward) -> Reply | None:
    kept = report(talk.work, told.report)
    lines = [
        f"　{HOLDER_NAMES[kind]} {name}：{arithmetic}（{clause}）"
        for kind, name, arithmetic, clause in kept.figures["excellent"]
    ]
    place = regions.full_name(kept.region)
    return Reply("\n".join([f"{place}推荐的优秀名单，截至 {kept.up_to}：", *lines]))


DIGEST = NoticeRenderer(Digest, _digest)
FIGURES = NoticeRenderer(FiguresReported, _figures)
PUT_FORWARD = NoticeRenderer(PutForward, _put_forward)
