"""All names that stand in stored rows and on buttons that people still have, collected from the code.

Write the list anew: python -m tests.contracts.stored_names > tests/contracts/stored_names.txt
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_lowercase
from typing import Any, cast

from handlers.engine import tokens
from handlers.engine.catalogue import catalogue
from handlers.engine.context import ConversationContext
from handlers.engine.decisions import decisions
from handlers.engine.form import Form, Slot
from handlers.engine.steering import STEERS
from programme import activities, application, cases, qualification
from programme.lifecycle import Lifecycle
from programme.packs import KINDS, RulePack, load_pack
from storage import tables
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork

ROOT = Path(tables.__file__).parent.parent.parent
PACKS = [load_pack(path.stem) for path in sorted((ROOT / "programme" / "packs").glob("*.toml"))]
LIVES = (
    activities.training,
    application.application,
    application.recommendation,
    cases.objection,
    qualification.qualification,
    qualification.renewal,
    qualification.warning,
    qualification.appointment_letter,
    qualification.service_agreement,
)
NOTING = {"note": 1, "_note": 1, "note_title": 1, "put_before_level_above": 2}
"""Which argument of a function that writes to the audit names the deed."""
FLOORS = ("actions", "storage", "handlers", "bot")


def collected() -> list[str]:
    """Each name with what it is, sorted: «form diary 1», «column need.region»."""
    return sorted({*_forms(), *_tokens(), *_entries(), *_lives(), *_literals(), *_columns()})


def _forms() -> Iterator[str]:
    for pack in PACKS:
        for form in catalogue().with_pack(pack).forms.values():
            yield f"form {form.name} {form.version}"
            for slot in form.slots:
                yield f"slot {form.name}.{slot.name}"
                yield from _options(form, slot, pack)


def _options(form: Form, slot: Slot, pack: RulePack) -> Iterator[str]:
    """The options that are the same for everybody; those that depend on rows cannot be worked out here."""
    try:
        options = slot.options(_talk(pack), {})
    except (AttributeError, KeyError):
        return
    for _, value in options:
        yield f"option {form.name}.{slot.name}={value}"


def _talk(pack: RulePack) -> ConversationContext:
    nobody: Any = None
    return ConversationContext(cast(UnitOfWork, nobody), nobody, nobody, pack)


def _tokens() -> Iterator[str]:
    """Letters that a token may begin with, and the words that steer."""
    for letter in ascii_lowercase:
        if any(tokens.read(f"{letter}:{rest}") for rest in ("a", "1:a", "a:1:b=c")):
            yield f"token {letter}:"
    yield from (f"token f:KEY:{word}" for word in STEERS)


def _entries() -> Iterator[str]:
    yield from (f"command {name}" for name in catalogue().commands)
    yield from (f"notice {kind}" for kind in catalogue().notices)
    yield from (f"decision {code}" for code in decisions())


def _lives() -> Iterator[str]:
    for life in _lifecycles():
        yield from (f"state {state}" for state in life.names)
        yield from (f"deed {transition.deed}" for transition in life.transitions)


def _lifecycles() -> Iterator[Lifecycle]:
    yield activities.event()
    yield cases.request()
    for pack in PACKS:
        yield from (cases.recruitment_round(one) for one in pack.rounds)
        for kind in KINDS:
            if getattr(pack, kind):
                yield from _of_kind(pack, kind)


def _of_kind(pack: RulePack, kind: Any) -> Iterator[Lifecycle]:
    for about in cases.COMPLAINTS:
        yield cases.complaint(pack, kind, about)
    for life in LIVES:
        try:
            yield life(pack, kind)
        except (ValueError, AttributeError):
            continue  # the pack has no such life


def _literals() -> Iterator[str]:
    """States and deeds as the code writes them: `x.state = "open"`, `note(work, "post_need", …)`."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from (f"state {text}" for text in _states(node))
                yield from (f"deed {text}" for text in _deeds(node))


def _states(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Assign):
        return _assigned(node)
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return [text for key, value in pairs if key and [*_texts(key)] == ["state"] for text in _texts(value)]
    if isinstance(node, ast.Compare) and _is_state(node.left):
        return [text for one in node.comparators for text in _texts(one)]
    if isinstance(node, ast.Call):
        named = [text for one in node.keywords if one.arg == "state" for text in _texts(one.value)]
        named += list(_texts(node.args[2])) if _called(node) == "mark" and len(node.args) > 2 else []
        of_list = (
            isinstance(node.func, ast.Attribute) and node.func.attr == "in_" and _is_state(node.func.value)
        )
        return named + [text for one in node.args if of_list for text in _texts(one)]
    return ()


def _assigned(node: ast.Assign) -> Iterator[str]:
    for target in node.targets:
        several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        pairs = zip(target.elts, node.value.elts, strict=False) if several else [(target, node.value)]  # type: ignore[attr-defined]  # both are tuples
        for one, value in pairs:
            if _is_state(one):
                yield from _texts(value)


def _deeds(node: ast.AST) -> Iterable[str]:
    place = NOTING.get(_called(node), 0) if isinstance(node, ast.Call) else 0
    if isinstance(node, ast.Call) and 0 < place < len(node.args):
        return _texts(node.args[place])
    return ()


def _called(node: ast.Call) -> str:
    """The last part of the name that is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_state(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "state"


def _texts(node: ast.AST) -> Iterator[str]:
    """The strings that an expression names; «{}» stands for what is put in when it runs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for one in node.elts:
            yield from _texts(one)


def _columns() -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        yield f"table {table.name}"
        yield from (f"column {table.name}.{column.name}" for column in table.columns)


if __name__ == "__main__":
    print("\n".join(collected()))
