"""已安排: what a volunteer needs on the spot has been seen to; 退回日记, 划掉日记: staff look after diaries."""

from __future__ import annotations

from actions.diaries.protect import arrange_protection
from actions.diaries.review import clear_diary, question_diary, strike_diary
from handlers.engine.ask import join
from handlers.engine.context import ConversationContext, Values
from handlers.engine.decision import LOOK_AGAIN, Decision, Subject
from handlers.engine.delivered import told
from handlers.rendering.confirmed import confirmed, of_contact
from handlers.rendering.plain import shorten
from handlers.rendering.records import diary_line, service_line
from storage.queries.diaries.confirmations import confirmation_of
from storage.queries.diaries.contact_links import links_of
from storage.queries.diaries.reviews import diaries_in, remarks_on, reviews_in
from storage.queries.diaries.written import get_diary, protections_waiting


def _waiting(talk: ConversationContext, named: str) -> list[Subject]:
    return [
        Subject(one.id, one.volunteer, shorten(one.text, 16), number=one.id)
        for one in protections_waiting(talk.work, talk.speaker.jurisdiction)
    ]


def _arrange(talk: ConversationContext, subject: int, values: Values) -> str:
    arrange_protection(talk.work, talk.speaker, subject, values.get("reason", ""), talk.now)
    return f"好的，记下了{told(talk)}。"


SHOWN = 8


def _to_look_at(talk: ConversationContext, named: str) -> list[Subject]:
    """What waits to be looked at first; of somebody who is named, the newest as well."""
    place = talk.speaker.jurisdiction
    waiting = {one.diary_id: one.holder for one in reviews_in(talk.work, place)}
    found = {
        key: (name, get_diary(talk.work, key)) for key, name in waiting.items() if not named or name in named
    }
    if named:
        found |= {diary.id: (name, diary) for name, diary in diaries_in(talk.work, place, named, SHOWN)}
    return [
        Subject(key, name, diary_line(diary), person=diary.person_id)
        for key, (name, diary) in list(found.items())[:SHOWN]
    ]


def _known(talk: ConversationContext, subject: int) -> str:
    """The whole diary, with all that was said against it."""
    said = [
        f"{_SAID[one.kind]}：{one.text}" + (f"；本人说：{one.answer}" if one.answer else "")
        for one in remarks_on(talk.work, subject)
    ]
    diary = get_diary(talk.work, subject)
    firm = confirmed(confirmation_of(talk.work, subject), talk.rules, talk.now)
    firm = firm or of_contact(links_of(talk.work, [subject]).get(subject), talk.now)
    return join(service_line(diary), f"内容：{diary.outcome or '没有写'}", firm, *said, LOOK_AGAIN)


_SAID = {"flag": "要看的", "question": "问过", "strike": "划掉", "dispute": "企业说"}


def _question(talk: ConversationContext, subject: int, values: Values) -> str:
    question_diary(talk.work, talk.speaker, subject, values.get("reason", ""), talk.now)
    return f"已问{told(talk)}。"


def _strike(talk: ConversationContext, subject: int, values: Values) -> str:
    strike_diary(talk.work, talk.speaker, subject, values.get("reason", ""), talk.now)
    return f"这篇日记划掉了，不再算数{told(talk)}。"


def _clear(talk: ConversationContext, subject: int, values: Values) -> str:
    clear_diary(talk.work, talk.speaker, subject, talk.now)
    return "好的，这篇日记看过了，照常算。"


DECISIONS = (
    Decision(
        "question_diary",
        ("退回日记", "问日记", "退回…日记"),
        "要看的日记",
        _to_look_at,
        _question,
        asks="想问什么？会原样发给本人。",
        caution=_known,
        action="mend_diary",
    ),
    Decision(
        "strike_diary",
        ("划掉日记", "作废日记", "划掉…日记", "作废…日记"),
        "要看的日记",
        _to_look_at,
        _strike,
        caution=_known,
        action="mend_diary",
        hard=True,
    ),
    Decision(
        "clear_diary",
        ("日记没问题", "日记属实"),
        "要看的日记",
        _to_look_at,
        _clear,
        needs_reason=False,
        caution=lambda talk, subject: "",
        action="mend_diary",
    ),
    Decision(
        "arrange",
        ("已安排", "安排好了"),
        "待安排的现场保障",
        _waiting,
        _arrange,
        asks="安排了什么？会告诉志愿者，比如「已投意外险，安全帽到园区前台领」。",
        action="arrange_protection",
    ),
)
