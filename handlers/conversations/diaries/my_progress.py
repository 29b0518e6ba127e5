"""我的进度: the year so far, what is missing, and the last diaries."""

from __future__ import annotations

from sqlalchemy import select

from actions.activities.trainings import attended
from actions.diaries.record import holder_of, services_under_way, year_of
from actions.people.contact import enterprise_of
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.progress import progress_line
from handlers.rendering.records import diary_line
from storage.tables import Diary

LATEST = 3


def _my_progress(talk: ConversationContext) -> Reply:
    year = year_of(talk.work, *holder_of(talk.speaker), talk.today.year)
    parts = [
        progress_line(talk, talk.today.year),
        f"共 {year.entries} 篇日记{_trained(talk)}。",
        *_latest(talk),
        *_under_way(talk),
    ]
    return Reply(join(*parts), choices=(Choice("记日记", tokens.start("diary")),))


def _trained(talk: ConversationContext) -> str:
    count = attended(talk.work, talk.speaker)
    return f"，参加培训 {count} 次" if count else ""


def _latest(talk: ConversationContext) -> list[str]:
    holder, holder_id = holder_of(talk.speaker)
    own = select(Diary).where(Diary.holder == holder, Diary.holder_id == holder_id, Diary.state == "recorded")
    diaries = talk.work.session.scalars(own.order_by(Diary.served_on.desc(), Diary.id.desc()).limit(LATEST))
    lines = [f"　{diary_line(diary)}" for diary in diaries]
    return ["最近：", *lines] if lines else []


def _under_way(talk: ConversationContext) -> list[str]:
    needs = services_under_way(talk.work, talk.speaker)
    return (
        [f"手上 {len(needs)} 件：", *(f"　{need.id} 号 {enterprise_of(talk.work, need)}" for need in needs)]
        if needs
        else []
    )


MY_PROGRESS = Command(
    "my_progress",
    "我的进度",
    ("我的进度", "进度", "我的日记", "查进度", "还差多少", "我的时长"),
    _my_progress,
    frozenset({"expert", "station"}),
)
