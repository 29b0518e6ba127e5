"""改领域: a member of staff says what a need is really about."""

from __future__ import annotations

import re

from actions.needs.refile import refile_need
from actions.offers.access import need_in_jurisdiction
from actions.offers.notices import Offered
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.delivered import told
from handlers.engine.form import Form, Outcome, Slot
from handlers.engine.reach import need_in_reach
from handlers.message import Reply
from handlers.rendering.masking import discreet
from language.domains import label
from programme.roles import OFFICE

_COMMAND = re.compile(
    r"^(?:改领域|归到|重新归类|改归)\s*(?:把)?\s*(\d{1,9})\s*号?[，,]?\s*(?:改成|改为|归到|为|是)?\s*(\S.*)?$"
)


def _read(talk: ConversationContext, text: str, values: Values) -> Values:
    found = _COMMAND.match(text)
    if not found:
        return {}
    return reading.as_values({"need": int(found[1]), "domain": reading.domain(talk, found[2] or "")})


def _is_command(text: str) -> bool:
    return _COMMAND.match(text) is not None


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    need = need_in_jurisdiction(talk.work, talk.speaker, values["need"])
    example = discreet(need)
    asked = refile_need(talk.work, talk.speaker, need.id, values["domain"], example, talk.rules, talk.now)
    asks = f"，另请 {asked} 位专家{told(talk, Offered.kind, who='这几位')}" if asked else ""
    return Outcome(Reply(f"已修改：{need.id} 号需求归到{label(values['domain'])}{asks}。"))


REFILE = Form(
    name="refile",
    version=1,
    title="改领域",
    serves=("staff.round",),
    examples=("改领域", "重新归类"),
    roles=OFFICE,
    sample="改领域 12 法律",
    card="改领域",
    slots=(
        Slot(
            "need",
            "需求",
            ask="要改哪一号需求？",
            read=reading.number,
            show=lambda number: f"{number} 号",
            check=need_in_reach,
            hint="哪一号？比如「12」。",
        ),
        Slot(
            "domain",
            "领域",
            ask="应该归到哪个领域？",
            read=reading.domain,
            show=label,
            options=reading.domain_options,
            hint="哪个领域？比如「法律」。",
        ),
    ),
    read=_read,
    syntax=_is_command,
    submit=_submit,
)
