"""我的聘书: the letter or certificate for the term that runs, given again as often as it is asked for."""

from __future__ import annotations

import re

from actions.titles.letters import letter_of
from handlers.conversations.titles.paper_files import LETTERS, OTHERS, PROOF, SEALED, handed_over
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.message import Reply
from programme.qualification import IN_FORCE
from programme.roles import HOLDERS
from storage.queries.titles.standing import qualifications_of

LONGEST = 20
"""Characters; a longer wish says what it is for, and is read as one for a proof."""
_WISH = re.compile(
    rf"(?:{LETTERS})[^，。？?]{{0,6}}(?:电子版|发我|发给我|发一|再发|下载|丢|不见|找不|补|看看|看一下|给我|要一)"
    rf"|(?:我的|补|要|看|发|下载|领)[^，。？?]{{0,6}}(?:{LETTERS})(?:吧|呢|的?电子版)?[。！!]?$"
)
_OFFICE = re.compile(rf"{OTHERS}|{SEALED}")
NONE = "您现在没有有效的资格，开不了聘书；以前的服务还可以开证明。"


def asks_for_letter(text: str) -> bool:
    """Whether a short message wants a letter that the system can give."""
    text = text.strip()
    return len(text) <= LONGEST and bool(_WISH.search(text)) and not _OFFICE.search(text)


def give(talk: ConversationContext) -> Outcome:
    """The letters of all titles in force; the newest one goes as a file."""
    held = qualifications_of(talk.work, talk.speaker, IN_FORCE)
    if not held:
        return Outcome(Reply(NONE, choices=(PROOF,)))
    newest = max(held, key=lambda one: (one.pack == talk.rules.id, one.id))
    called = "聘书" if newest.holder == "expert" else "工作站证书"
    by = talk.speaker.person_id
    return Outcome(
        handed_over(
            talk,
            lambda: letter_of(talk.work, newest, talk.rules, by, talk.now),
            f"您的{called}在这里，丢了随时再来取。",
            f"要{called}",
            PROOF,
        )
    )


def _give(talk: ConversationContext, values: Values) -> Outcome:
    return give(talk)


MY_LETTER = Form(
    name="my_letter",
    version=1,
    title="我的聘书",
    examples=("我的聘书", "我的证书", "聘书丢了", "补一份聘书", "聘书电子版发我一份"),
    syntax=asks_for_letter,
    roles=HOLDERS,
    slots=(),
    submit=_give,
)
