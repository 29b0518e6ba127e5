"""我的进度: the year so far, what is missing, and the last diaries."""

from __future__ import annotations

from actions.activities.trainings import attended
from actions.diaries.progress import progress_of
from actions.diaries.record import holder_of
from handlers.engine import tokens
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.records import diary_line
from programme.roles import HOLDERS
from storage.queries.diaries.written import count_in_year, latest_services
from storage.queries.needs import services_under_way

LATEST = 3


def _my_progress(talk: ConversationContext) -> Reply:
    holder = holder_of(talk.speaker)
    year = talk.today.year
    parts = [
        progress_of(talk.work, talk.speaker, talk.rules, talk.today, year).line,
        f"共 {count_in_year(talk.work, *holder, year)} 篇日记{_trained(talk)}。",
        *_latest(talk, holder),
        *_under_way(talk),
    ]
    return Reply(join(*parts), choices=(Choice("记日记", tokens.start("diary")),))


def _trained(talk: ConversationContext) -> str:
    count = attended(talk.work, talk.speaker)
    return f"，参加培训 {count} 次" if count else ""


def _latest(talk: ConversationContext, holder: tuple[str, int]) -> list[str]:
    lines = [f"　{diary_line(diary)}" for diary in latest_services(talk.work, *holder, LATEST)]
    return ["最近：", *lines] if lines else []


def _under_way(talk: ConversationContext) -> list[str]:
    needs = services_under_way(talk.work, talk.speaker.expert_id)
    lines = [f"　{need.id} 号 {need.enterprise}" for need in needs]
    return [f"手上 {len(needs)} 件：", *lines] if needs else []


MY_PROGRESS = Command(
    "my_progress",
    "我的进度",
    ("我的进度", "进度", "我的日记", "查进度", "还差多少", "我的时长"),
    _my_progress,
    HOLDERS,
)
