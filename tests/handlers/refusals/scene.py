"""A stage on which a refusal is brought about: messages, taps, and rows changed between showing and tapping."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, delete, select, update

from bot.devtools.fixtures import Actor, enter
from handlers.message import Reply
from storage.tables.base import Base
from storage.unit_of_work import UnitOfWork
from tests.handlers.stage import Stage

ACTIONS = Path(__file__).parents[3] / "actions"
Contents = dict[str, list[Row[Any]]]


class Scene:
    """A stage with what each person saw last, so that a choice is tapped by its caption."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._seen: dict[str, list[Reply]] = {}

    def arrive(self, name: str, actor: Actor) -> None:
        """Somebody more, with a web account of this name."""

        def come(work: UnitOfWork) -> int:
            app = self.stage.app
            return enter(work, actor, [("web", name)], app.rules, app.clock.now())

        self.stage.people[name] = self.stage.app.database.write(come).result()

    def says(self, who: str, words: str) -> str:
        """Tap the choice of this caption where the last replies have one, else write it; return what is answered."""
        shown = (choice for reply in self._seen.get(who, ()) for choice in reply.choices)
        found = next((choice for choice in shown if choice.label == words), None)
        replies = self.stage.tap(who, found) if found else self.stage.say(who, words)
        self._seen[who] = replies
        return "\n".join(reply.plain() for reply in replies)

    def change(self, deed: Callable[[UnitOfWork], object]) -> None:
        """What happens behind the back of those who talk."""
        self.stage.app.database.write(lambda work: deed(work) and None).result()

    def empty(self, who: str, slot: str, instead: str) -> None:
        """Put something else into a slot of the form in hand, or nothing."""
        state = self.stage.state(who)
        state["stack"][-1]["values"][slot] = instead
        self.stage.put(who, state)

    def contents(self, but: str) -> Contents:
        """The whole database, but for what a message itself leaves: inbox, answers, and this person's talk."""
        with self.stage.app.database.read() as connection:
            return {
                table.name: list(connection.execute(self._rows(table, but)))
                for table in Base.metadata.sorted_tables
                if table.name != "inbox"
            }

    def _rows(self, table: Table, but: str) -> Any:
        rows = select(table).order_by(*table.primary_key)
        if table.name == "outbox":
            return rows.where(table.c.inbox_id.is_(None))
        if table.name == "dialogue":
            return rows.where(table.c.person_id != self.stage.people[but])
        return rows


def differing(before: Contents, after: Contents) -> dict[str, tuple[list[Row[Any]], list[Row[Any]]]]:
    """The tables that are not what they were, before and after."""
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


Step = Callable[[Scene], object]


def say(who: str, *words: str) -> Step:
    """These messages or taps, one after the other."""
    return lambda scene: [scene.says(who, one) for one in words]


def change(deed: Callable[[UnitOfWork], object]) -> Step:
    """A change of rows behind the back of those who talk."""
    return lambda scene: scene.change(deed)


def change_all(model: type[Base], **values: Any) -> Step:
    """A change of every row of a table."""
    return change(lambda work: work.session.execute(update(model).values(**values)))


def remove_all(model: type[Base]) -> Step:
    """Every row of a table is gone."""
    return change(lambda work: work.session.execute(delete(model)))


def empty(who: str, slot: str, instead: str = "") -> Step:
    """A slot of the form in hand is emptied, or filled with what no message can."""
    return lambda scene: scene.empty(who, slot, instead)


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a refusal comes about: what goes before, who says what then, and the words that are read."""

    code: str
    before: Sequence[Step]
    who: str
    says: str
    words: str

    def check(self, scene: Scene) -> None:
        """The words are read, and the database is what it was."""
        for step in self.before:
            step(scene)
        scene.stage.app.scheduler.deliver_now()
        kept, said = scene.contents(self.who), scene.says(self.who, self.says)
        assert self.words in said, said
        changed = differing(kept, scene.contents(self.who))
        assert not changed, changed


def codes_of(subject: str) -> set[str]:
    """The codes that the deeds of a subject refuse with, as they stand in its source."""
    return set().union(*(codes_in(file) for file in ACTIONS.glob(f"{subject}/**/*.py")))


def codes_in(file: Path) -> set[str]:
    """The codes of refusals in one source file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
            assert isinstance(node.args[0], ast.Constant), f"{file}: a code that cannot be read"
            found.add(str(node.args[0].value))
    return found
