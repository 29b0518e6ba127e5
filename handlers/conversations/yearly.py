"""年度考核 and 评优: staff see who is short and who might be commended, each with its figures and clause."""

from __future__ import annotations

from actions.errors import Refused
from actions.yearly import proposed, yearly
from handlers.context import Talk
from handlers.form import Command
from handlers.model import Reply
from programme.assess import assess
from programme.packs import KINDS, Kind
from storage.assessments import Assessed

CALLED = {"expert": "志愿专家", "station": "工作站"}
WORDS = {"met": "达标", "disputed": "两条规定结论不一", "short": "未达标", "not_asked": "未定指标"}
SHOWN = 10


def _kinds(talk: Talk) -> list[Kind]:
    return [kind for kind in KINDS if (talk.rules.expert if kind == "expert" else talk.rules.station)]


def _assessment(talk: Talk) -> Reply:
    blocks = [
        _block(talk, kind, found)
        for kind in _kinds(talk)
        if (found := yearly(talk.work, talk.speaker, kind, talk.rules, talk.today))
    ]
    if not blocks:
        return Reply("您的辖区里还没有认定的专家和工作站。")
    note = "是否取消资格由您核实后决定，不会自动取消。"
    return Reply("\n".join([f"{talk.today.year} 年度，截至 {talk.today}：", *blocks, note]))


def _block(talk: Talk, kind: Kind, found: list[Assessed]) -> str:
    """How many stand how; then those whom staff will have to look at, the furthest behind first."""
    counts = {code: sum(one.standing == code for one in found) for code in WORDS}
    shown = "、".join(f"{WORDS[code]} {count}" for code, count in counts.items() if count)
    behind = [one for one in found if one.standing in ("short", "disputed")]
    behind.sort(key=lambda one: (one.standing != "short", one.record.hours))
    lines = [f"　{one.name}：{_line(talk, kind, one)}" for one in behind[:SHOWN]]
    more = [f"　另有 {len(behind) - SHOWN} 位。"] * (len(behind) > SHOWN)
    return "\n".join([f"{CALLED[kind]} {len(found)}：{shown}", *lines, *more])


def _line(talk: Talk, kind: Kind, one: Assessed) -> str:
    return assess(talk.rules, kind, one.record, one.certified_on, talk.today).progress.line


def _commendation(talk: Talk) -> Reply:
    blocks = [block for kind in _kinds(talk) if (block := _excellent(talk, kind))]
    if not blocks:
        return Reply("今年还没有可以推荐的：要先尽到年度义务、有服务记录。")
    return Reply("\n".join([f"{talk.today.year} 年度评优建议，供您参考：", *blocks]))


def _excellent(talk: Talk, kind: Kind) -> str:
    try:
        found = proposed(talk.work, talk.speaker, kind, talk.rules, talk.now)
    except Refused:
        return ""  # the pack has no rules for commending this kind
    if not found:
        return ""
    lines = [f"　第 {rank.place} 名 {one.name}：{rank.arithmetic}" for one, rank in found[:SHOWN]]
    return "\n".join([f"{CALLED[kind]}（{found[0][1].clause}）", *lines])


ASSESSMENT = Command(
    "assessment", "年度考核", ("年度考核", "考核", "考核情况", "谁没达标"), _assessment, frozenset({"staff"})
)
COMMENDATION = Command(
    "commendation",
    "评优建议",
    ("评优", "评优建议", "表彰", "评优名单", "年度评优"),
    _commendation,
    frozenset({"staff"}),
)
