"""为什么没找: staff hear the true reason why somebody was not asked for a need."""

from __future__ import annotations

import re

from actions.offers.access import need_in_jurisdiction
from actions.offers.call import called_by_name
from actions.offers.suggest import why_not
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Reply
from programme.roles import OFFICE
from storage.queries.offers.experts import experts_named_in, get_expert

_ASKED = re.compile(
    r"^(?:请问)?(?:为什么|为啥|怎么|凭什么)(?:还|就|都)?(?:没有?|不)(?:给|让|去)?(?:找|请|派|配|问|安排|推荐|选|用)"
)
_NUMBERED = re.compile(r"(\d{1,9})\s*号")


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    """«3 号为什么没找李律师»: the number and the name, wherever they stand."""
    numbered = _NUMBERED.search(text)
    return reading.as_values({"need": int(numbered[1]) if numbered else None, "expert": _named(talk, text)})


def _named(talk: ConversationContext, text: str) -> int | None:
    """The one expert whom the text names, by the whole name or by surname and title."""
    found = experts_named_in(talk.work, text)
    found = found or [one.id for one in called_by_name(talk.work, text, talk.speaker.jurisdiction)]
    return found[0] if len(found) == 1 else None


def _is_asked(text: str) -> bool:
    plain = _NUMBERED.sub("", text.strip()).lstrip("需求的，, ")
    return _ASKED.match(plain) is not None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need = need_in_jurisdiction(talk.work, talk.speaker, values["need"])
    name = get_expert(talk.work, values["expert"]).name
    return Outcome(
        Reply(f"{need.id} 号需求没找{name}：{why_not(talk.work, need, values['expert'], talk.now)}。")
    )


WHY_NOT = Form(
    name="why_not",
    version=1,
    title="为什么没找",
    examples=("3 号为什么没找李律师", "怎么没派给王会计", "为啥不请陈老师"),
    roles=OFFICE,
    sample="3 号为什么没找李律师",
    ref="need",
    slots=(
        Slot(
            "need",
            "需求",
            ask="哪一号需求？",
            read=reading.number,
            check=need_in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot("expert", "专家", ask="问的是哪一位？", read=_named, hint="没有找到这位专家，姓名全称是？"),
    ),
    read=_read,
    syntax=_is_asked,
    submit=_submit,
)
