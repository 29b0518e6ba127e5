"""看计划、总结: staff write a word to a station about what it handed in, or ask for it again."""

from __future__ import annotations

from actions.activities.notices import YearPaperRemarked, YearPaperReopened
from actions.activities.paper_remarks import remark_on_paper
from handlers.conversations.activities.year_papers import NAMES
from handlers.engine import reading, tokens
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Form, NoticeRenderer, Options, Outcome, Slot
from handlers.message import Choice, Reply
from programme.roles import OFFICE
from storage.queries.activities.year_papers import YearPaperFacts, papers_in, year_paper

NONE_THERE = "辖区里还没有工作站交计划或总结。"
MOST = 8


def choices_of(paper_id: int) -> tuple[Choice, ...]:
    """What staff may answer to a paper."""
    return (
        Choice("写意见", tokens.start("remark_on_paper", "paper", paper_id)),
        Choice("请重交", tokens.start("reopen_paper", "paper", paper_id)),
    )


def _named(one: YearPaperFacts) -> str:
    return f"{one.station} {one.year} 年{NAMES[one.what]}"


def _options(talk: ConversationContext) -> Options:
    found = papers_in(talk.work, talk.speaker.jurisdiction, MOST)
    return [(_named(one), one.id) for one in found]


_PAPER = OneOf("paper", "哪一份", "是哪一份？", _options, none=NONE_THERE)


def _form(name: str, title: str, examples: tuple[str, ...], reopens: bool) -> Form:
    def submit(talk: ConversationContext, values: Values) -> Outcome:
        who = remark_on_paper(talk.work, talk.speaker, values["paper"], values["text"], reopens, talk.now)
        return Outcome(Reply(f"{'已请' + who + '重交' if reopens else '意见记下了'}{told(talk, who=who)}。"))

    return Form(
        name=name,
        version=1,
        title=title,
        examples=examples,
        roles=OFFICE,
        ref="paper",
        card=title,
        sends=True,
        slots=(
            _PAPER.slot,
            Slot(
                "text",
                "意见",
                ask="写什么？工作站照原话收到。" if not reopens else "要改什么？工作站照原话收到。",
                read=reading.words,
                free=True,
                verbatim=True,
            ),
        ),
        infer=_PAPER.infer,
        needless=_PAPER.needless,
        submit=submit,
    )


def _said(talk: ConversationContext, paper_id: int, reopened: bool) -> Reply | None:
    """Pointless once the paper has come again."""
    one = year_paper(talk.work, paper_id)
    if one is None or one.remark is None or (reopened and not one.reopened):
        return None
    lead = "请再交一次" if reopened else "服务中心看过了"
    again = Choice(f"交{NAMES[one.what]}", tokens.start(f"year_{one.what}"))
    return Reply(f"{one.year} 年的{NAMES[one.what]}，{lead}：“{one.remark}”", choices=(again,))


REMARK = _form("remark_on_paper", "写意见", ("给活动计划写意见", "给活动总结写意见"), False)
REOPEN = _form("reopen_paper", "请重交", ("退回活动计划", "退回活动总结", "请工作站重交计划"), True)
REMARKED = NoticeRenderer(YearPaperRemarked, lambda talk, told: _said(talk, told.paper, False))
REOPENED = NoticeRenderer(YearPaperReopened, lambda talk, told: _said(talk, told.paper, True))
