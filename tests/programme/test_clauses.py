"""Every clause that a pack cites, read against its source: one line a clause in `clauses/*.tsv`.

A line has the rule, the clause, words of the source, and the figures that the pack reads out of
them. What rests on a convention of ours (YQ) says 约定 instead of a quotation.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from programme.packs import available, load_pack
from programme.packs.citations import clauses
from programme.packs.model import CONVENTION

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
SOURCES = {
    "N23": "national-notice-2023-8",
    "N23-S": "national-notice-2023-8",
    "N23-E": "national-notice-2023-8",
    "N20": "national-guidance-2020-12",
    "GD": "guangdong-station-2023-draft",
    "HB": "hebei-handbook-2020",
    "ZJ": "zhanjiang-recruit-2020-67",
}
PROSE = {"id", "clause", "text", "name", "label", "reason", "where", "by", "letter", "called", "ways"}
OWN = {
    "ask_clause": {"ask_days_before"},
    "day_clause": {"plan_by", "summary_by"},
    "weight_clause": {"effect", "hours", "sessions", "satisfaction", "excellent"},
}
SPELT = {"3": "三年", "6": "半年"}
ARTICLE = re.compile(r"^(?:- )?(第[一二三四五六七八九十]+条)", re.MULTILINE)
Line = tuple[str, str, str, str]


def table(pack: str) -> list[Line]:
    lines = (HERE / "clauses" / f"{pack}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(rule, clause, quotation, values) for rule, clause, quotation, values in rows]


def rule_at(pack: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        pack = pack[part] if isinstance(part, int) else getattr(pack, part)
    return pack


def figures(rule: Any, cited_by: str | int) -> str:
    """All that the clause says in figures and choices; a rule's second clause has its own."""
    second = {name for clause, own in OWN.items() if hasattr(rule, clause) for name in own}
    names = [part.name for part in fields(rule) if part.name not in PROSE and part.name not in OWN]
    own = OWN.get(str(cited_by), set(names) - second)
    said = {name: getattr(rule, name) for name in names if name in own}
    return "，".join(f"{name}={_shown(value)}" for name, value in said.items() if value not in (None, ()))


def _shown(value: Any) -> str:
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)


def cited(pack: str) -> list[tuple[str, str, str]]:
    """Rule, clause and figures of every citation, as the typed model has them."""
    rules = load_pack(pack)
    return [
        (".".join(map(str, path[:-1])), clause, figures(rule_at(rules, path[:-1]), path[-1]))
        for path, together in clauses(rules)
        for clause in together.split("；")
    ]


@cache
def source(document: str) -> dict[str, str]:
    """A document's text without blanks, as a whole under «» and by article where it has articles."""
    text = (SEEDS / f"{SOURCES[document]}.txt").read_text("utf-8")
    if document.startswith("N23"):
        notice, stations, experts, *_ = re.split(r"^附件 \d\n", text, flags=re.MULTILINE)
        text = {"N23": notice, "N23-S": stations, "N23-E": experts}[document]
    parts = ARTICLE.split(text)
    return {"": _squeezed(text)} | {
        article: _squeezed(said) for article, said in zip(parts[1::2], parts[2::2], strict=True)
    }


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("pack", available())
def test_every_clause_and_figure_stands_in_the_table(pack: str) -> None:
    assert [(rule, clause, values) for rule, clause, _, values in table(pack)] == cited(pack)


@pytest.mark.parametrize("pack", available())
def test_only_conventions_go_without_a_source(pack: str) -> None:
    for rule, clause, quotation, _ in table(pack):
        assert (quotation == "约定") == (clause.split()[0] == CONVENTION), rule
        assert len(quotation) > 1, rule


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not at hand")
@pytest.mark.parametrize("pack", available())
def test_the_quotation_stands_in_the_cited_article(pack: str) -> None:
    for rule, clause, quotation, _ in table(pack):
        document, _, place = clause.partition(" ")
        if document != CONVENTION:
            article = re.match(r"第[^条]+条", place)
            said = source(document)[article[0] if article else ""]
            assert _squeezed(quotation) in said, (rule, clause)


@pytest.mark.parametrize("pack", available())
def test_every_figure_stands_in_the_quotation(pack: str) -> None:
    """Or in the convention of ours that the same rule cites beside its source."""
    ours = {rule: clause for rule, clause, quotation, _ in table(pack) if quotation == "约定"}
    for rule, _, quotation, values in table(pack):
        said = _spelt(quotation + ours.get(rule, ""))
        missing = [number for number in _numbers(values) if not {number, SPELT.get(number, "")} & said]
        assert quotation == "约定" or missing == [], rule


def _numbers(values: str) -> list[str]:
    """The figures of a line; the year of a round stands in its notice's title, one is left unsaid."""
    dated = re.sub(r"closes=\d+-0?(\d+)-0?(\d+)", r"\1 \2", values)
    return [number for number in re.findall(r"\d+", dated) if number != "1"]


def _spelt(quotation: str) -> set[str]:
    return {*re.findall(r"\d+", quotation), *(word for word in SPELT.values() if word in quotation)}
