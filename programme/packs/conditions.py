"""The small language of conditions: «title >= deputy_senior or (degree >= doctor and field_years > 3)».

A condition holds when all its lines hold. A line is made of terms, joined by `and`, `or` and `not`, with brackets; `and` binds more
tightly than `or`. A term is a flag (`legal_person`) or a comparison (`>=`, `<=`, `>`, `<`, `is`) of a fact with a figure, a day, a
step of a scale, a choice, or another fact of the same kind. What is unknown stays unknown (None) unless the rest decides.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import eq, ge, gt, le, lt
from typing import Any

from programme.packs.admitting import Condition, Fact

Answer = bool | int | float | Decimal | str
Answers = Mapping[str, Answer]

SCALES = {
    "degree": ("none", "college", "bachelor", "master", "doctor"),
    "title": ("none", "junior", "intermediate", "deputy_senior", "senior"),
}
OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt, "is": eq}
FIGURES = ("number", "percentage")
_WORD = re.compile(r"\s*([()]|>=|<=|>|<|[^\s()<>=]+)")
_JOINS = ("and", "or", "not", "(", ")")


@dataclass(frozen=True)
class Term:
    """One comparison, or a flag where `op` is empty; `choices` are those of the fact."""

    fact: str
    kind: str
    op: str = ""
    value: str = ""
    of_fact: bool = False

    def facts(self) -> tuple[str, ...]:
        return (self.fact, self.value) if self.of_fact else (self.fact,)

    def judge(self, answers: Answers) -> bool | None:
        if any(answers.get(fact) is None for fact in self.facts()):
            return None
        if not self.op:
            return bool(answers[self.fact])
        right = answers[self.value] if self.of_fact else self.value
        return OPERATORS[self.op](_measure(self.kind, answers[self.fact]), _measure(self.kind, right))

    def open(self, answers: Answers) -> tuple[str, ...]:
        """The facts for want of which it is not decided."""
        return tuple(fact for fact in self.facts() if answers.get(fact) is None)


@dataclass(frozen=True)
class Joined:
    """Several of which any suffices, or all are needed; or one that must not hold."""

    how: str
    parts: tuple["Expression", ...]

    def facts(self) -> tuple[str, ...]:
        return tuple(fact for part in self.parts for fact in part.facts())

    def judge(self, answers: Answers) -> bool | None:
        found = [part.judge(answers) for part in self.parts]
        if self.how == "not":
            return None if found[0] is None else not found[0]
        return either(found) if self.how == "or" else every(found)

    def open(self, answers: Answers) -> tuple[str, ...]:
        if self.judge(answers) is not None:
            return ()
        undecided = (part for part in self.parts if part.judge(answers) is None)
        return tuple(fact for part in undecided for fact in part.open(answers))


Expression = Term | Joined


def parse(line: str, facts: Mapping[str, Fact]) -> Expression:
    """A line as an expression; ValueError (in Chinese) for what cannot be read or is not a fact."""
    words = _WORD.findall(line)
    if "".join(words) != "".join(line.split()):
        raise ValueError(f"读不懂条件“{line}”（syntax）")
    reader = _Reader(line, words, facts)
    found = reader.any_of()
    if reader.rest:
        raise ValueError(f"读不懂条件“{line}”（syntax）")
    return found


def facts_in(condition: Condition, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The names of the facts that a condition speaks of, in its order."""
    return tuple(dict.fromkeys(name for line in condition.needs for name in parse(line, facts).facts()))


def either(verdicts: Iterable[bool | None]) -> bool | None:
    """One true suffices; unknown while one might still be."""
    found = list(verdicts)
    return True if True in found else None if None in found else False


def every(verdicts: Iterable[bool | None]) -> bool | None:
    """One false suffices to fail; unknown while one might still be."""
    found = list(verdicts)
    return False if False in found else None if None in found else True


class _Reader:
    """Words of a line, taken from the front."""

    def __init__(self, line: str, words: list[str], facts: Mapping[str, Fact]) -> None:
        self.line, self.rest, self.facts = line, words, facts

    def any_of(self) -> Expression:
        return self._joined("or", self._all_of)

    def _all_of(self) -> Expression:
        return self._joined("and", self._one)

    def _joined(self, how: str, part: Callable[[], Expression]) -> Expression:
        parts = [part()]
        while self.rest[:1] == [how]:
            self._next()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(how, tuple(parts))

    def _one(self) -> Expression:
        word = self._next()
        if word == "not":
            return Joined("not", (self._one(),))
        if word == "(":
            inner = self.any_of()
            if not self.rest or self._next() != ")":
                raise ValueError(f"条件“{self.line}”的括号不成对（brackets）")
            return inner
        return self._term(word)

    def _term(self, name: str) -> Term:
        told = list(self._words_of_term())
        text = " ".join((name, *told))
        if not re.fullmatch(r"[a-z]\w*", name) or name in _JOINS or (told and told[0] not in OPERATORS):
            raise ValueError(f"读不懂条件“{text}”（syntax）")
        if name not in self.facts:
            raise ValueError(f"条件里的 {name} 没有定义（unknown fact）")
        fact, op, value = self.facts[name], "".join(told[:1]), "".join(told[1:])
        if (fact.kind == "flag") == bool(op) or (fact.kind == "choice" and op != "is"):
            raise ValueError(f"条件“{text}”与 {name} 的类型不合（kind of fact）")
        of_fact = value in self.facts and self.facts[value].kind == fact.kind and fact.kind != "choice"
        if len(told) > 2 or (op and not of_fact and not _fits(fact, value)):
            raise ValueError(f"条件“{text}”的 {value} 不是 {name} 可比的值（value）")
        return Term(name, fact.kind, op, value, of_fact)

    def _words_of_term(self) -> Iterator[str]:
        while self.rest and self.rest[0] not in _JOINS:
            yield self._next()

    def _next(self) -> str:
        if not self.rest:
            raise ValueError(f"条件“{self.line}”没有写完（syntax）")
        return self.rest.pop(0)


def _fits(fact: Fact, value: str) -> bool:
    if fact.kind in SCALES:
        return value in SCALES[fact.kind]
    if fact.kind == "choice":
        return value in fact.choices
    if fact.kind == "date":
        return _is_day(value)
    return bool(re.fullmatch(r"\d+(\.\d+)?", value))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _measure(kind: str, value: Answer) -> Any:
    """What can be compared: a step's place on its scale, a day, a choice, or a figure."""
    if kind in SCALES:
        return SCALES[kind].index(str(value))
    if kind == "date":
        return date.fromisoformat(str(value))
    return str(value) if kind == "choice" else Decimal(str(value))
