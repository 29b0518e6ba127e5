"""What a guest can look at and ask: the experts' public names, and common questions."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from programme.admission import how_to_join
from programme.qualification import SERVING
from programme.roles import HOLDER_NAMES
from storage.queries.people.experts import public_experts

SHOWN = 10
FAQ = (
    ("收费吗？", "全程免费。任何人以志愿服务名义收费，请告诉我们。"),
    ("怎么求助？", "直接用一句话说遇到的问题，比如「想贷款买设备，没有抵押物」。"),
    ("谁来帮忙？", "经审核、公示、认定的志愿专家和工作站：政策、法律、融资、财税、技术等。"),
    ("信息安全吗？", "专家接单前看不到您是谁；商业秘密受保护，个人信息可随时导出、删除。"),
)


def _experts(talk: ConversationContext) -> Reply:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    lines = [
        f"{one.name}{f'（{one.unit}）' if one.unit else ''}：{show_domains(list(one.domains))}"
        for one in public_experts(talk.work, SERVING, SHOWN)
    ]
    if not lines:
        return Reply("专家名录还是空的。", choices=_NEXT)
    return Reply(
        "\n".join(["志愿专家（部分）：", *lines, "有事直接说，我们来配对合适的专家。"]), choices=_NEXT
    )


def _questions(talk: ConversationContext) -> Reply:
    kind = talk.rules.kinds[0]
    joining = (f"怎么当{HOLDER_NAMES[kind]}？", how_to_join(talk.rules, kind))
    asked = (*FAQ, joining)
    return Reply("\n".join(f"{question}\n　{answer}" for question, answer in asked), choices=_NEXT)


_NEXT = (Choice("发布需求", tokens.start("need")),)

EXPERTS = Command("experts", "专家名录", ("专家名录", "专家列表", "有哪些专家", "看专家"), _experts)
QUESTIONS = Command(
    "questions",
    "常见问题",
    ("常见问题", "收费吗", "要钱吗", "怎么收费", "免费吗", "你是谁", "先看看", "随便看看"),
    _questions,
)
