"""How the bot speaks, as rules: what a text breaks. Words that somebody else said stand in quotation marks and are free."""

from __future__ import annotations

import re

QUOTED = re.compile(r"「[^」]*」|“[^”]*”|《[^》]*》")
CALLED_FOR = re.compile(r"(?<![可以])(?:回复|(?<![可要])说|点)「([^」{]+)」")
"""A word that people are told to say or tap."""

RULES = {
    "no day in ISO form": re.compile(r"\d{4}-\d\d-\d\d"),
    "no leading zero in a date": re.compile(r"(?<!\d)0\d月|月0\d日"),
    "no letters of clauses": re.compile(r"N23|(?<![A-Za-z])(?:HB|GD|ZJ|YQ)(?![A-Za-z])"),
    "no promise of haste": re.compile(r"马上|尽快|第一时间"),
    "no words of the office": re.compile(
        r"推断|即可|相关|推送|眼下|据此|岗位职责|对接助手|所知的|死信|空闲的合适"
    ),
    "no «we», «he», «she», «thou»": re.compile(r"我们|咱|(?<!其)他(?!人|们|们的)|她|(?<!迷)你"),
    "no share of an hour": re.compile(r"(?<![\d.])0\.\d+ 小时"),
    "no «not so familiar» and no tilde": re.compile(r"呢亲|[~～]|哦(?![^，。！？]*[的])"),
    "one exclamation mark": re.compile(r"！[^！]*！", re.DOTALL),
    "numbers before what they number": re.compile(r"(?:需求|投诉|申诉|异议|事项|培训|活动) \d+ 号|第 \d+ 号"),
}
"""Each is broken by what it finds."""


def bare(text: str) -> str:
    """A text without what stands in quotation marks."""
    return QUOTED.sub("", text)


def broken(text: str) -> list[str]:
    """The names of the rules that a text breaks."""
    plain = bare(text)
    return [name for name, rule in RULES.items() if rule.search(plain)]
