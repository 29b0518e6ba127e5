"""The facts about applicants that conditions speak of: common ones, and those a pack adds."""

import tomllib
from functools import cache
from pathlib import Path

from programme.packs.admitting import Fact
from programme.packs.decode import Source, decode
from programme.packs.lines import line_index
from programme.packs.model import RulePack

_FILE = Path(__file__).parent / "common" / "facts.toml"


@cache
def common_facts() -> dict[str, Fact]:
    """Facts that any pack may use, by name."""
    text = _FILE.read_text("utf-8")
    facts: dict[str, Fact] = decode(
        dict[str, Fact], tomllib.loads(text), Source(_FILE.name, line_index(text))
    )
    return facts


def facts_of(pack: RulePack) -> dict[str, Fact]:
    """The common facts and the pack's own; its own win."""
    return common_facts() | pack.facts
