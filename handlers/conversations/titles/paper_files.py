"""A letter or proof as it is handed over in the talk: as a file, or, where that cannot be, by the office."""

from __future__ import annotations

from collections.abc import Callable

from actions.complaints.cases import ask_office
from actions.settings.house import centre_for
from actions.titles.paper_links import link_to
from actions.titles.papers import NoIssuer, handed_to
from documents.papers import glyphs
from documents.papers.typeset import MissingGlyphs
from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.message import Attachment, Choice, Reply
from language.lexicon import any_of
from storage.queries.titles.papers import PaperFacts

PROOF = Choice("开服务证明", tokens.start("proof"))
LETTER = Choice("我的聘书", tokens.start("my_letter"))
LETTERS, SEALED, OTHERS = (any_of(name) for name in ("letters", "sealed_papers", "other_papers"))
BY_OFFICE = "证明由服务中心来开、盖章，开好会告诉您怎么取。"


def handed_over(
    talk: ConversationContext, made: Callable[[], PaperFacts], said: str, text: str, *more: Choice
) -> Reply:
    """The paper with what is `said` of it; where the centre cannot issue, the wish `text` goes to the office."""
    try:
        paper = made()
    except NoIssuer:
        return Reply(f"已提交，转给服务中心：{_asked(talk, text)} 号事项。{BY_OFFICE}")
    except MissingGlyphs as missing:
        number = _asked(talk, f"{text}；字库里没有这些字，印出来会是方框：{missing}")
        return Reply(
            f"有个字系统还印不出来，不能给您印成方框。已转给服务中心：{number} 号事项，办好告诉您怎么取。"
        )
    if rare := glyphs.from_rare(paper.name):
        said += f"名字里的“{'、'.join(rare)}”用的是补充字库，字形不对就找工作人员。"
    return Reply(f"{said}编号 {paper.number}，扫码能核验。", choices=more, files=files_of(talk, paper))


def files_of(talk: ConversationContext, paper: PaperFacts) -> tuple[Attachment, ...]:
    """The paper's file, put where the speaker's channels find it."""
    kept = handed_to(talk.work, talk.speaker.person_id, paper, talk.now)
    if kept is None:
        return ()
    centre = centre_for(talk.work, talk.rules, talk.home)
    link = link_to(talk.work, paper, centre.site if centre else "", talk.now)
    return (Attachment(kept[0], "application/pdf", kept[1], paper.file_name, link),)


def _asked(talk: ConversationContext, text: str) -> int:
    return ask_office(
        talk.work, talk.speaker, "title.proof", f"{talk.speaker.name}：{text}", talk.home, talk.now
    )
