"""What holders and staff are told about trainings, plans and summaries, in words."""

from __future__ import annotations

from actions.activities.notices import Trained, TrainingAnnounced, YearPaperHandedIn
from actions.activities.trainings import audience_of
from handlers.conversations.activities.paper_remarks import choices_of
from handlers.conversations.activities.trainings import ANSWERS
from handlers.conversations.activities.year_papers import NAMES, held_line
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import NoticeRenderer
from handlers.message import Card, Choice, Reply, Row
from programme.activities import training_clause, training_text
from programme.spans import written_day
from storage.queries.activities.trainings import TrainingFacts, activity_title, training
from storage.queries.activities.year_papers import year_paper


def _announced(talk: ConversationContext, told: TrainingAnnounced) -> Reply | None:
    one = training(talk.work, told.training)
    if one is None or one.state != "announced" or one.held_on < talk.today:
        return None
    rows = [Row("主题", one.title), Row("日期", written_day(one.held_on, talk.today))]
    rows += [Row("地点", one.place)] if one.place else []
    rows += [Row("内容", about)] if (about := _about(talk, one)) else []
    choices = [Choice(word, tokens.prompt("sign_up", one.id, "answer", value)) for word, value in ANSWERS]
    return Reply("有一次培训请您参加，来不来都可以。", Card("培训通知", tuple(rows)), tuple(choices))


def _trained(talk: ConversationContext, told: Trained) -> Reply | None:
    title = activity_title(talk.work, told.training)
    thanks = f"谢谢您参加「{title}」，已记入您的志愿服务记录。"
    if title and told.frees:
        return Reply(f"{thanks}现在可以接单了。", choices=(Choice("附近需求", tokens.start("open_needs")),))
    return Reply(thanks) if title else None


def _handed_in(talk: ConversationContext, told: YearPaperHandedIn) -> Reply | None:
    paper = year_paper(talk.work, told.paper)
    if paper is None:
        return None
    held = held_line(talk.work, paper.station_id, paper.year, talk.today)
    text = f"{paper.station}交来了 {paper.year} 年的{NAMES[paper.what]}：\n{paper.text}\n{held}".rstrip()
    return Reply(text, choices=choices_of(paper.id))


def _about(talk: ConversationContext, one: TrainingFacts) -> str:
    texts = dict.fromkeys(
        f"{text}（{training_clause(talk.rules, kind)}）"
        for kind in audience_of(one.audience)
        if (text := training_text(talk.rules, kind))
    )
    return "；".join(texts)


ANNOUNCED = NoticeRenderer(TrainingAnnounced, _announced)
TRAINED = NoticeRenderer(Trained, _trained)
HANDED_IN = NoticeRenderer(YearPaperHandedIn, _handed_in, office=True)
