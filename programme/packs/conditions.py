"""The small language of conditions: «title >= deputy_senior or degree >= doctor».

A line is one or more terms joined by `or`; a condition holds when all its lines hold. A term is
a flag (`legal_person`, `not under_investigation`) or a comparison (`>=`, `<=`, `>`) of a fact
with a figure, a step of a scale, or another fact. What is unknown stays unknown (None) unless
the rest decides.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import ge, gt, le

from programme.packs.model import Condition, Fact

Answer = bool | int | Decimal | str
Answers = Mapping[str, Answer]

SCALES = {
    "degree": ("none", "college", "bachelor", "master", "doctor"),
    "title": ("none", "junior", "intermediate", "deputy_senior", "senior"),
}
OPERATORS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, ">": gt}
_TERM = re.compile(rf"(?P<no>not )?(?P<fact>[a-z]\w*)(?: (?P<op>{'|'.join(OPERATORS)}) (?P<value>[\w.]+))?")


@dataclass(frozen=True)
class Term:
    """One comparison, or a flag where `op` is empty."""

    fact: str
    kind: str
    op: str = ""
    value: str = ""
    negated: bool = False

    def facts(self) -> tuple[str, ...]:
        return (self.fact, self.value) if self.kind == "number" and _is_name(self.value) else (self.fact,)

    def judge(self, answers: Answers) -> bool | None:
        if any(answers.get(fact) is None for fact in self.facts()):
            return None
        if not self.op:
            return bool(answers[self.fact]) is not self.negated
        left, right = _measure(self.kind, answers[self.fact]), _measure(self.kind, self._right(answers))
        return OPERATORS[self.op](left, right)

    def _right(self, answers: Answers) -> Answer:
        return answers[self.value] if self.value in self.facts() else self.value


def parse(line: str, facts: Mapping[str, Fact]) -> tuple[Term, ...]:
    """The terms of a line; ValueError (in Chinese) for what cannot be read or is not a fact."""
    return tuple(_term(text.strip(), facts) for text in line.split(" or "))


def facts_in(condition: Condition, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The names of the facts that a condition speaks of, in its order."""
    terms = (term for line in condition.needs for term in parse(line, facts))
    return tuple(dict.fromkeys(name for term in terms for name in term.facts()))


def either(verdicts: Iterable[bool | None]) -> bool | None:
    """One true suffices; unknown while one might still be."""
    found = list(verdicts)
    return True if True in found else None if None in found else False


def every(verdicts: Iterable[bool | None]) -> bool | None:
    """One false suffices to fail; unknown while one might still be."""
    found = list(verdicts)
    return False if False in found else None if None in found else True


def _term(text: str, facts: Mapping[str, Fact]) -> Term:
    match = _TERM.fullmatch(text)
    if not match:
        raise ValueError(f"读不懂条件“{text}”（syntax）")
    name, op, value = match["fact"], match["op"] or "", match["value"] or ""
    if name not in facts:
        raise ValueError(f"条件里的 {name} 没有定义（unknown fact）")
    kind = facts[name].kind
    if (kind == "flag") == bool(op) or (op and match["no"]):
        raise ValueError(f"条件“{text}”与 {name} 的类型不合（kind of fact）")
    if op and not _fits(kind, value, facts):
        raise ValueError(f"条件“{text}”的 {value} 不是 {name} 可比的值（value）")
    return Term(name, kind, op, value, bool(match["no"]))


def _fits(kind: str, value: str, facts: Mapping[str, Fact]) -> bool:
    if kind in SCALES:
        return value in SCALES[kind]
    return facts[value].kind == "number" if value in facts else bool(re.fullmatch(r"\d+(\.\d+)?", value))


def _is_name(value: str) -> bool:
    return value[:1].isalpha()


def _measure(kind: str, value: Answer) -> Decimal:
    return Decimal(SCALES[kind].index(str(value))) if kind in SCALES else Decimal(value)
