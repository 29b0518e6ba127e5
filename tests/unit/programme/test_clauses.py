"""Every clause that a pack cites, read against its source: one line a clause in `clauses/*.tsv`.

A line has the rule, the clause, words of the source, and the figures that the pack reads out of
them. What rests on a convention of ours (YQ) says 约定 instead of a quotation. Lines that begin with «#来源»
say where a document's text stands: its code, the file, and the annex of that file, if it is one. A pack
without a table is not read against anything: its centre has the documents.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import programme.packs
from programme.packs import available, load_pack
from programme.packs.citations import clauses
from programme.packs.model import CONVENTION

HERE = Path(__file__).parent
SEEDS = HERE.parents[3] / "shared" / "seeds"
TABLES = sorted(file.stem for file in (HERE / "clauses").glob("*.tsv"))
SOURCE = "#来源"
PROSE = {"id", "clause", "text", "name", "label", "reason", "where", "by", "letter", "called", "ways"}
OWN = {
    "ask_clause": {"ask_days_before"},
    "day_clause": {"plan_by", "summary_by"},
    "month_clause": {"by_month"},
    "tell_clause": {"tell_days"},
    "weight_clause": {"effect", "hours", "sessions", "satisfaction", "excellent"},
}
SPELT = {"3": "三年", "6": "半年"}
ARTICLE = re.compile(r"^(?:- )?(第[一二三四五六七八九十]+条)", re.MULTILINE)
Line = tuple[str, str, str, str]


def lines_of(pack: str) -> list[list[str]]:
    text = (HERE / "clauses" / f"{pack}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def table(pack: str) -> list[Line]:
    rows = [line for line in lines_of(pack) if not line[0].startswith("#")]
    return [(rule, clause, quotation, values) for rule, clause, quotation, values in rows]


def sources(pack: str) -> dict[str, tuple[str, int]]:
    """The file of each document that the table quotes, and the annex of it: 0 is the body."""
    rows = [line[1:] for line in lines_of(pack) if line[0] == SOURCE]
    return {document: (file, int(annex)) for document, file, annex in rows}


def written(pack: str) -> set[str]:
    """The tables that stand in the pack's own file, and not in that of the common conventions."""
    file = Path(programme.packs.__file__).parent / f"{pack}.toml"
    return set(tomllib.loads(file.read_text("utf-8")))


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
    rules, own = load_pack(pack), written(pack)
    return [
        (".".join(map(str, path[:-1])), clause, figures(rule_at(rules, path[:-1]), path[-1]))
        for path, together in clauses(rules)
        if path[0] in own
        for clause in together.split("；")
    ]


@cache
def source(file: str, annex: int) -> dict[str, str]:
    """A document's text without blanks, as a whole under «» and by article where it has articles."""
    text = (SEEDS / f"{file}.txt").read_text("utf-8")
    text = re.split(r"^附件 \d\n", text, flags=re.MULTILINE)[annex]
    parts = ARTICLE.split(text)
    return {"": _squeezed(text)} | {
        article: _squeezed(said) for article, said in zip(parts[1::2], parts[2::2], strict=True)
    }


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("pack", TABLES)
def test_every_clause_and_figure_stands_in_the_table(pack: str) -> None:
    assert [(rule, clause, values) for rule, clause, _, values in table(pack)] == cited(pack)


@pytest.mark.parametrize("pack", TABLES)
def test_only_conventions_go_without_a_source(pack: str) -> None:
    for rule, clause, quotation, _ in table(pack):
        assert (quotation == "约定") == (clause.split()[0] == CONVENTION), rule
        assert len(quotation) > 1, rule


@pytest.mark.parametrize("pack", TABLES)
def test_a_table_belongs_to_a_pack_and_says_where_its_documents_stand(pack: str) -> None:
    assert pack in available()
    quoted = {clause.split()[0] for _, clause, _, _ in table(pack)}
    assert quoted - {CONVENTION} == sources(pack).keys() - {CONVENTION}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not at hand")
@pytest.mark.parametrize("pack", TABLES)
def test_the_quotation_stands_in_the_cited_article(pack: str) -> None:
    for rule, clause, quotation, _ in table(pack):
        document, _, place = clause.partition(" ")
        if document != CONVENTION:
            article = re.match(r"第[^条]+条", place)
            said = source(*sources(pack)[document])[article[0] if article else ""]
            assert _squeezed(quotation) in said, (rule, clause)


@pytest.mark.parametrize("pack", TABLES)
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
