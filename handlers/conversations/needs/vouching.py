"""核实 12 号: staff vouch for whoever told a need, and hurry it where that is wished."""

from __future__ import annotations

import re

from actions.needs.notices import UrgentWished, Vouched
from actions.needs.vouch import vouch
from handlers.engine import reading, tokens
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, NoticeRenderer, Outcome, Slot
from handlers.engine.masked_phone import masked_of, show_it
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_region
from programme.roles import OFFICE
from storage.queries.needs import contact_of, get_need

ANSWERS = (("核实了，按急办", 1), ("核实了，不用急", 0))
_SYNTAX = re.compile(r"核实(?:企业)?\s*\d{1,9}\s*号?(?:需求)?")


def _submit(talk: ConversationContext, values: Values) -> Outcome:
    number, urgent = values["need"], bool(values["urgent"])
    vouch(talk.work, talk.speaker, number, urgent, talk.rules, talk.now)
    hurried = f"，{number} 号需求按急件另请了专家" if urgent else ""
    return Outcome(Reply(f"已核实{get_need(talk.work, number).enterprise}{hurried}，已告诉企业。"))


VOUCH = Form(
    name="vouch",
    version=1,
    title="核实企业",
    examples=("核实企业", "核实12号"),
    roles=OFFICE,
    ref="need",
    slots=(
        Slot("need", "需求", ask="核实哪一号需求的企业？", read=reading.number, hint="哪一号？比如「12」。"),
        Slot("urgent", "急不急", ask="联系过企业了？按不按急件办？", options=lambda talk, values: ANSWERS),
    ),
    read=lambda talk, text, values: (
        {} if "need" in values else reading.as_values({"need": reading.number(talk, text)})
    ),
    syntax=lambda text: _SYNTAX.fullmatch(text.strip()) is not None,
    submit=_submit,
)


def _wished(talk: ConversationContext, told: UrgentWished) -> Reply | None:
    need, of = get_need(talk.work, told.need), contact_of(talk.work, told.need)
    if need.urgent or need.state not in ("open", "unanswered"):
        return None
    call = masked_of(of) or "没留电话"
    text = f"{need.enterprise}（{show_region(need.region)}，{call}）说 {need.id} 号需求急，还没核实过。打个电话核实一下："
    choices = [Choice(label, tokens.prompt("vouch", need.id, "urgent", value)) for label, value in ANSWERS]
    return Reply(f"{text}“{need.text}”。", choices=(*show_it(need.person_id, of.phone), *choices))


def _vouched(talk: ConversationContext, told: Vouched) -> Reply:
    hurried = f"，您的 {told.need} 号需求按急件另请了专家" if told.urgent else ""
    progress = Choice("看进展", tokens.start("my_needs"))
    return Reply(f"服务中心核实过了{hurried}。以后几件事可以一起提。", choices=(progress,))


URGENT_WISHED = NoticeRenderer(UrgentWished, _wished, office=True)
VOUCHED = NoticeRenderer(Vouched, _vouched)
