"""What every application asks, whatever the rule pack says."""

from __future__ import annotations

from functools import partial

from handlers.conversations.applications import applicant_questions as facts
from handlers.engine import reading
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Slot
from handlers.rendering.plain import show_region
from programme.packs import Kind
from storage.queries.applications.filed import application


def _again(talk: ConversationContext, values: Values) -> bool:
    """Papers come after the first reading of the card; a returned application asks for them at once."""
    one = application(talk.work, values["application"]) if "application" in values else None
    return one is not None and one.state == "returned"


APPLICATION = Slot("application", "", hidden=True, asked=False)
REGION = Slot(
    "region",
    "地区",
    ask="在哪个市或区县？比如「湛江市」「赤坎区」。",
    read=reading.region,
    show=show_region,
    asks="place",
    hint="没认出这个地方，是哪里？比如「湛江市赤坎区」。",
)
PHONE = Slot(
    "phone",
    "手机",
    ask="留个手机号，审核时好联系您，不公开。可以吗？",
    read=reading.phone,
    asks="phone",
    hint="手机号是 11 位数字，再发一次好吗？",
)
PAPERS = Slot(
    "papers",
    "材料",
    ask="要补的材料拍照发来，几页就发几张；没有就点「跳过」。",
    show=lambda keys: f"{len(keys)} 份",
    when=_again,
    skippable=True,
    takes_files=True,
    hint="要照片；没有要补的点「跳过」，要改内容等下一步。",
)


def category(kind: Kind) -> Slot:
    return Slot(
        "category",
        "类别",
        ask="您申请哪一类？",
        options=partial(facts.category_options, kind),
        when=lambda talk, values: bool(facts.category_options(kind, talk, values)),
        hint="点一下是哪一类。",
    )
