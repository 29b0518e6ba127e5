"""What a guest can look at: the experts' public names."""

from __future__ import annotations

from handlers.engine import tokens
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Choice, Reply
from handlers.rendering.plain import show_domains
from programme.qualification import SERVING
from storage.queries.people.experts import public_experts

SHOWN = 10


def _experts(talk: ConversationContext) -> Reply:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    lines = [
        f"{one.name}{f'（{one.unit}）' if one.unit else ''}：{show_domains(list(one.domains))}"
        for one in public_experts(talk.work, SERVING, SHOWN)
    ]
    if not lines:
        return Reply("专家名录还是空的。", choices=_NEXT)
    return Reply("\n".join(["志愿专家（部分）：", *lines, "想请专家，点下面的。"]), choices=_NEXT)


_NEXT = (Choice("请专家帮忙", tokens.start("need")),)

EXPERTS = Command("experts", "专家名录", ("专家名录", "专家列表", "有哪些专家", "看专家"), _experts)
