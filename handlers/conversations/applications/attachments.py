"""看材料: whoever reviews an application opens its papers, each look on record (S2.8)."""

from __future__ import annotations

from actions.applications.attachments import name_of, open_application
from actions.applications.review import reviewable
from handlers.engine import reading
from handlers.engine.choosing import OneOf
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Options, Outcome
from handlers.message import Link, Reply
from programme.roles import OFFICE
from storage.queries.applications.filed import application


def _with_papers(talk: ConversationContext) -> Options:
    waiting = reviewable(talk.work, talk.speaker, talk.rules, talk.now)
    return [(f"{one.id} 号 {one.name}", one.id) for one in waiting if one.papers]


_ONE = OneOf("application", "申请", "看哪一份申请的材料？", _with_papers)


def _show(talk: ConversationContext, values: Values) -> Outcome:
    seen = {key for _, key in _with_papers(talk)}
    one = application(talk.work, values["application"]) if values.get("application") in seen else None
    if one is None:
        return Outcome(Reply("您要审核的申请里没有这份材料：还没交，已经审完，或不在您的辖区。"))
    open_application(talk.work, talk.speaker, one.id, talk.now)
    links = [
        Link(name_of(one, place, talk.rules), f"papers/{one.id}/{place}")
        for place in range(1, len(one.papers) + 1)
    ]
    text = f"{one.name}的材料 {len(links)} 份，点开就能看；只供审核，每次打开都会留痕。"
    return Outcome(Reply(text, links=tuple(links)))


def _infer(talk: ConversationContext, values: Values) -> Values:
    return {} if "application" in values else _ONE.infer(talk, values)


SEE_PAPERS = Form(
    name="see_papers",
    version=1,
    title="看材料",
    examples=("看材料", "查看材料", "看申请材料"),
    roles=OFFICE,
    ref="application",
    slots=(_ONE.slot,),
    read=lambda talk, text, values: reading.as_values({"application": reading.number(talk, text)}),
    infer=_infer,
    syntax=lambda text: text.startswith(("看材料", "查看材料")),
    submit=_show,
)
