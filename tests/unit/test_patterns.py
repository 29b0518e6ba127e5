"""No pattern repeats without end words of which two in a row are a third: the ways through a text would double with each. None has
lost its bounds to the braces of an f-string."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]  # the parsed form has no public name
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import handlers
import language

_MOST = 400
"""Words of a repeat that are tried."""
_TOLD_APART = {
    "language.reassigned._CHANGES": "a number there ends where no figure follows, which this test does not see",
    "language.discretion.figures._RUN": "nothing stands behind the repeat, so it is never walked through again",
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for package in (language, handlers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "train" not in module.name and not module.name.endswith("validate"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                        found[f"{module.name}.{name}"] = value
    return found


def _repeated(parsed: Any) -> Iterator[Any]:
    """What stands within each repeat without an upper bound."""
    for operator, argument in parsed:
        if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            if argument[1] is sre.MAXREPEAT:
                yield argument[2]
            yield from _repeated(argument[2])
        elif operator is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeated(branch)
        elif operator is sre.SUBPATTERN:
            yield from _repeated(argument[3])


def _words(parsed: Any) -> set[str]:
    """Texts that a pattern matches, one character for a class; what is looked at ahead and behind is left out."""
    words = {""}
    for operator, argument in parsed:
        tails = _tails(operator, argument)
        joined = {head + tail for head in islice(words, _MOST) for tail in islice(tails, _MOST)}
        words = set(sorted(joined, key=len)[: _MOST * 4])
    return words


def _tails(operator: Any, argument: Any) -> set[str]:
    if operator is sre.LITERAL:
        return {chr(argument)}
    if operator is sre.IN:
        return {_standing(kind, value) for kind, value in argument} - {""} or {"x"}
    if operator is sre.BRANCH:
        return set().union(*map(_words, argument[1]))
    if operator is sre.SUBPATTERN:
        return _words(argument[3])
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        once = _words(argument[2])
        return ({""} if argument[0] == 0 else set()) | once | {word * 2 for word in once if argument[1] > 1}
    return {""} if operator in (sre.ASSERT, sre.ASSERT_NOT, sre.AT) else {"x"}


def _standing(kind: Any, value: Any) -> str:
    """A character of a class; nothing for what such a class leaves out."""
    if kind is sre.CATEGORY:
        return {sre.CATEGORY_DIGIT: "0", sre.CATEGORY_SPACE: " ", sre.CATEGORY_NOT_WORD: "-"}.get(value, "x")
    return chr(value) if kind is sre.LITERAL else chr(value[0]) if kind is sre.RANGE else ""


def _ways(word: str, words: set[str]) -> int:
    """In how many ways a word is made of words."""
    ways = [1]
    for end in range(1, len(word) + 1):
        ways.append(sum(ways[start] for start in range(end) if word[start:end] in words))
    return ways[-1]


def _ambiguous(pattern: re.Pattern[str]) -> set[str]:
    repeats = [
        _words(repeated) - {""} for repeated in _repeated(sre_parser.parse(pattern.pattern, pattern.flags))
    ]
    return {word for words in repeats for word in words if len(word) > 1 and _ways(word, words) > 1}


@pytest.mark.parametrize("text", ["(?:我|我说错|说错)*呢", "(?:嗯+|哦)*好", "(?:[^,]{0,8}?)*不行"])
def test_such_a_repeat_is_seen(text: str) -> None:
    assert _ambiguous(re.compile(text))


_LOST_BRACES = re.compile(r"\(\d+, ?\d+\)")
"""What an f-string makes of {0, 6}: a group of figures, where a repeat was meant."""


def test_a_repeat_that_an_f_string_took_for_a_value_is_seen() -> None:
    assert _LOST_BRACES.search(rf"不{0, 6}行")
    assert not _LOST_BRACES.search("不{0,6}行")


def test_no_repeat_is_lost_in_an_f_string() -> None:
    found = {name for name, one in _patterns().items() if _LOST_BRACES.search(one.pattern)}
    assert found == set()


def test_no_two_words_of_a_repeat_are_a_third() -> None:
    assert len(_patterns()) > 500
    found = {name: words for name, one in _patterns().items() if (words := _ambiguous(one))}
    assert {name: words for name, words in found.items() if name not in _TOLD_APART} == {}


def _lost_bounds(source: str) -> list[int]:
    """The lines of f-strings in which a number stands in single braces: rf"(?:再){0,6}" is the text «(?:再)(0, 6)»."""
    shown = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.FormattedValue))
    return [one.lineno for one in shown if isinstance(one.value, ast.Constant | ast.Tuple)]


def test_bounds_in_single_braces_are_seen() -> None:
    assert _lost_bounds('a = rf"(?:{b}){0, 6}"\nc = rf"{b}{2}"\nd = rf"{b}{{0,6}}"') == [1, 2]


def test_no_pattern_has_lost_its_bounds() -> None:
    packages = (Path(str(package.__file__)).parent for package in (language, handlers))
    files = [file for package in packages for file in package.rglob("*.py")]
    assert len(files) > 300
    lost = {file.name: lines for file in files if (lines := _lost_bounds(file.read_text("utf-8")))}
    assert lost == {}
