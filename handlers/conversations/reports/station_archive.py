"""档案: a station's year as one file (S10.3)."""

from __future__ import annotations

import re

import language
from actions.office import NothingToExport
from actions.reports.station_archive import station_archive
from actions.titles.papers import keep_file
from handlers.engine import next_steps
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Attachment, Reply
from programme.roles import STATION

LONGEST = 20
_ASKS = re.compile(
    r"(?:工作站|我们站?|本站|站里|年度|[今去前]年|\d{4}\s*年|导出|下载|要|给我|看|的)*档案(?:材料|文件|包)?[。！!]?"
)


def _archive(talk: ConversationContext) -> Reply:
    years = language.read_years(talk.said, talk.said_at)
    year = years[1].year if years else talk.today.year
    try:
        made = station_archive(talk.work, talk.speaker, year, talk.now)
    except NothingToExport as nothing:
        return Reply(str(nothing), choices=(next_steps.DIARY,))
    key = keep_file(talk.work, talk.speaker.person_id, made.content, made.media_type, talk.now)
    files = (Attachment(key, made.media_type, len(made.content), made.name),) if key else ()
    said = f"{year} 年的档案在这里，一个文件：服务和活动 {made.rows} 条，还有照片、计划、总结、聘书和证明，有什么装什么。"
    return Reply(said, files=files)


ARCHIVE = Command(
    "station_archive",
    "档案",
    ("档案", "工作站档案", "去年的档案", "导出档案"),
    _archive,
    STATION,
    syntax=lambda text: len(text) <= LONGEST and _ASKS.fullmatch(text.strip()) is not None,
)
