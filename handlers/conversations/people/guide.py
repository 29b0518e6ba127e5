"""What a guest can look at: the public names of experts and stations."""

from __future__ import annotations

from handlers.engine import next_steps, reading
from handlers.engine.context import ConversationContext
from handlers.engine.form import Command
from handlers.message import Reply
from handlers.rendering.plain import show_domains, show_region
from programme.qualification import SERVING
from storage.queries.people.experts import public_experts, public_stations

SHOWN = 10


def _experts(talk: ConversationContext) -> Reply:
    """Name, unit and domains are public; nothing else is (S2.10)."""
    region = reading.region(talk, talk.said)
    lines = [
        f"{one.name}{f'（{one.unit}）' if one.unit else ''}：{show_domains(list(one.domains))}"
        for one in public_experts(talk.work, SERVING, SHOWN, region)
    ]
    if not lines:
        return Reply(f"{_of(region)}还没有志愿专家。" if region else "专家名录还是空的。", choices=_NEXT)
    return Reply(
        "\n".join([f"{_of(region)}志愿专家（部分）：", *lines, "想请专家，点下面的。"]), choices=_NEXT
    )


def _stations(talk: ConversationContext) -> Reply:
    """Name and place, those of the asker's own city first."""
    near, region = (talk.home or "")[:4], reading.region(talk, talk.said)
    found = public_stations(talk.work, SERVING, near, SHOWN, region)
    lines = [f"{name}{f'（{show_region(region)}）' if region else ''}" for name, region in found]
    if not lines:
        return Reply(
            f"{_of(region)}还没有志愿服务工作站。" if region else "工作站名录还是空的。", choices=_NEXT
        )
    return Reply(
        "\n".join([f"{_of(region)}志愿服务工作站（部分）：", *lines, "有事要办，点下面的。"]), choices=_NEXT
    )


def _of(region: str | None) -> str:
    return show_region(region) if region else ""


_NEXT = (next_steps.ASK_FOR_EXPERT,)

EXPERTS = Command("experts", "专家名录", ("专家名录", "专家列表", "有哪些专家", "看专家"), _experts)
STATIONS = Command(
    "stations",
    "工作站名录",
    ("工作站名录", "工作站列表", "附近有哪些工作站", "有哪些服务站", "看工作站"),
    _stations,
)
