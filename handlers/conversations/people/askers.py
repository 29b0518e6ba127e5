"""Who asks a common question: what is true for a firm is not true for a volunteer, nor for the office."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from actions.applications.apply import FORMS, UNDER_WAY
from handlers.engine.context import ConversationContext
from handlers.engine.state import Dialogue
from handlers.message import Reply
from programme.roles import ENTERPRISE, HOLDERS, OFFICE
from storage.queries.applications.filed import applications_of

Asker = Literal["firm", "applicant", "holder", "office"]
"""`firm`: whoever has a problem, guests among them; `applicant`: who is about to become an expert or a station."""
Answer = Callable[[ConversationContext], Reply]
VOLUNTEERS: tuple[Asker, ...] = ("applicant", "holder")
_AS_A_VOLUNTEER = re.compile(
    r"(?:[当做]|申请|报名).{0,4}(?:专家|志愿者|工作站)|(?:给|让|被)?企业.{0,4}(?:看|知道|晓得|打)|企业.{0,6}[给送塞骂打]了?我|志愿满"
)


def asker(talk: ConversationContext) -> Asker:
    """As what the speaker asks: by the office, by the title, by an application begun or under way, or by the words."""
    roles = talk.speaker.roles
    if roles & OFFICE:
        return "office"
    if roles & HOLDERS:
        return "holder"
    if applies(talk) or (not roles & ENTERPRISE and _AS_A_VOLUNTEER.search(talk.said)):
        return "applicant"
    return "firm"


def applies(talk: ConversationContext) -> bool:
    """Whether an application of theirs is begun, or waits for its end."""
    begun = any(at.form in FORMS for at in Dialogue.from_json(talk.speaker.state).stack)
    return begun or bool(applications_of(talk.work, talk.speaker.person_id, UNDER_WAY, limit=1))


def by_asker(answers: Mapping[Asker, Answer], otherwise: Answer) -> Answer:
    """The answer that is true for who asks."""

    def answer(talk: ConversationContext) -> Reply:
        return answers.get(asker(talk), otherwise)(talk)

    return answer


def for_volunteers(answer: Answer, otherwise: Answer) -> Answer:
    """One answer for those who serve or are about to, another for all else."""
    return by_asker(dict.fromkeys(VOLUNTEERS, answer), otherwise)
