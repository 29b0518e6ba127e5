"""What is changed to see whether a test notices: one comparison, figure, condition, result or call at a time.

Left alone: annotations, type-checking blocks, decorators and asserts; text of every kind (docstrings, log lines,
messages of errors, words that people read); and `strict=` of zip, which no right call can tell from its opposite.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Change = tuple[ast.AST, str, object]
"""A node, one of its fields, and what is put there."""

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
UNTOUCHED = {"annotation", "returns", "decorator_list", "bases"}
WORDS = (ast.JoinedStr, ast.Raise, ast.Assert)
LOGS = {"log", "logger"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a file: its number, the lines it touches, and what they read before and after."""

    file: str
    number: int
    first_line: int
    last_line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.first_line}  {self.before}  →  {self.after}"


def mutants(file: str) -> list[Mutant]:
    """All changes of a Python file that are tried, always in the same order."""
    return [_described(file, number, change) for number, change in enumerate(_changes(_parsed(file)))]


def mutated(mutant: Mutant) -> ast.Module:
    """The file's tree with the one change made."""
    tree = _parsed(mutant.file)
    node, field, value = list(_changes(tree))[mutant.number]
    setattr(node, field, value)
    return ast.fix_missing_locations(tree)


def _parsed(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text(encoding="utf-8"), file)


def _described(file: str, number: int, change: Change) -> Mutant:
    node, field, value = change
    place: Any = node.target if isinstance(node, ast.comprehension) else node
    before, old = ast.unparse(node), getattr(node, field)
    setattr(node, field, value)
    after = ast.unparse(ast.fix_missing_locations(node))
    setattr(node, field, old)
    head: Any = node.test if isinstance(node, ast.If | ast.While) else place
    return Mutant(file, number, place.lineno, head.end_lineno, _short(before), _short(after))


def _short(code: str) -> str:
    return code.strip().split("\n")[0][:100]


def _changes(tree: ast.AST) -> Iterator[Change]:
    for node in _walk(tree):
        match node:
            case ast.Compare(ops=ops):
                for place, op in enumerate(ops):
                    yield node, "ops", [*ops[:place], SWAPPED[type(op)](), *ops[place + 1 :]]
            case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPPED:
                yield node, "op", SWAPPED[type(op)]()
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield node, "operand", _not(operand)
            case ast.Constant(value=bool(value)):
                yield node, "value", not value
            case ast.Constant(value=int(value) | float(value)):
                yield node, "value", value + 1
            case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) if not _turned_itself(test):
                yield node, "test", _not(test)
            case ast.comprehension(ifs=[_, *_]):
                yield node, "ifs", []
            case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
                yield node, "value", ast.Constant(None)
            case ast.Expr(value=ast.Call()):
                yield node, "value", ast.Constant(None)


def _not(expression: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), expression)


def _turned_itself(test: ast.expr) -> bool:
    """Whether turning the condition's own operator already says the opposite."""
    match test:
        case ast.Compare(ops=[ast.Eq() | ast.NotEq() | ast.In() | ast.NotIn() | ast.Is() | ast.IsNot()]):
            return True
    return isinstance(test, ast.UnaryOp)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all within it that may be changed."""
    if _left_alone(node):
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field not in UNTOUCHED:
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, ast.AST):
                    yield from _walk(inner)


def _left_alone(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name("TYPE_CHECKING")) | ast.keyword(arg="strict"):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(name)))) if name in LOGS:
            return True
    return isinstance(node, WORDS)
