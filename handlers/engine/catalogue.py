"""Every conversation there is, found by itself: a new one is a new file and nothing else."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

from handlers.engine.decision import Decision
from handlers.engine.form import Command, Form, NoticeRenderer
from handlers.engine.help import Help
from handlers.engine.words import control, likeness
from language.intents.taxonomy import INTENTS
from programme.packs import RulePack
from programme.roles import EVERYBODY, GUEST

PLACES = ("handlers.conversations", "handlers.menu")
"""Where entries are declared. The engine finds them by name, for it may import neither."""
Declared = Form | Command | NoticeRenderer[Any] | Decision | Help


@dataclass(frozen=True)
class Catalogue:
    """Forms, commands, renderers of notices and decisions by name, and what is said for help."""

    forms: dict[str, Form]
    commands: dict[str, Command]
    notices: dict[str, NoticeRenderer[Any]]
    decisions: dict[str, Decision]
    help: Help

    @cached_property
    def asking(self) -> tuple[Form, ...]:
        """Forms that people may be asked about unasked: offers, ratings."""
        return tuple(form for form in self.forms.values() if form.asks_unasked)

    @cached_property
    def told_again(self) -> tuple[Form, ...]:
        """Forms of which one more may be begun while one is in hand."""
        return tuple(form for form in self.forms.values() if form.is_told_again)

    def opened_by(self, roles: frozenset[str]) -> dict[str, Form | Command]:
        """Words that open something for a person of these roles."""
        return _opened_by(self, roles)

    def serving(self, intent: str, roles: frozenset[str], text: str) -> Form | Command | None:
        """What serves an intent for a person of these roles: of several, the one with the likest example."""
        able = _serving(self, intent, roles)
        return max(able, key=lambda entry: likeness(text, entry.examples)) if able else None

    def spelled_out(self, roles: frozenset[str], text: str) -> Form | Command | None:
        """The form or command for these roles whose syntax a text has."""
        return next((entry for entry in _with_syntax(self, roles) if entry.syntax(text)), None)

    @cached_property
    def heeding(self) -> tuple[Form, ...]:
        """Forms that are for what somebody tells, whatever else it sounds like."""
        return tuple(form for form in self.forms.values() if form.is_heeding)

    @cached_property
    def told_meanwhile(self) -> tuple[Form, ...]:
        """Forms whose matter may be told so plainly that it begins beside what is in hand."""
        return tuple(form for form in self.forms.values() if form.is_told_meanwhile)

    def entry(self, name: str) -> Form | Command:
        """The form or command of this name."""
        return self.forms.get(name) or self.commands[name]

    def with_pack(self, rules: RulePack) -> Catalogue:
        """The same, each form with what this rule pack asks."""
        return _with_pack(self, rules)

    def restricted_to(self, names: frozenset[str]) -> Catalogue:
        """Of the forms and commands, these alone."""
        return _restricted_to(self, names)

    def __contains__(self, name: str) -> bool:
        return name in self.forms or name in self.commands

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=8)
def _with_pack(catalogue: Catalogue, rules: RulePack) -> Catalogue:
    return replace(catalogue, forms={name: form.with_pack(rules) for name, form in catalogue.forms.items()})


@lru_cache(maxsize=8)
def _restricted_to(catalogue: Catalogue, names: frozenset[str]) -> Catalogue:
    forms = {name: form for name, form in catalogue.forms.items() if name in names}
    commands = {name: command for name, command in catalogue.commands.items() if name in names}
    return replace(catalogue, forms=forms, commands=commands)


@cache
def _serving(catalogue: Catalogue, intent: str, roles: frozenset[str]) -> tuple[Form | Command, ...]:
    entries: list[Form | Command] = [*catalogue.forms.values(), *catalogue.commands.values()]
    return tuple(entry for entry in entries if entry.roles & roles and intent in entry.serves)


@cache
def _with_syntax(catalogue: Catalogue, roles: frozenset[str]) -> tuple[Form | Command, ...]:
    entries: list[Form | Command] = [*catalogue.forms.values(), *catalogue.commands.values()]
    return tuple(entry for entry in entries if entry.roles & roles and entry.has_syntax)


@cache
def _opened_by(catalogue: Catalogue, roles: frozenset[str]) -> dict[str, Form | Command]:
    entries: list[Form | Command] = [*catalogue.forms.values(), *catalogue.commands.values()]
    words = {word: entry for entry in entries if entry.roles & roles for word in entry.examples}
    return _by_caption(catalogue, roles) | words


def _by_caption(catalogue: Catalogue, roles: frozenset[str]) -> dict[str, Form | Command]:
    """What the captions of choices open when they are typed; those that answer or steer something are left to that."""
    intents = {intent.caption: code for code, intent in INTENTS.items() if not control(intent.caption)}
    found = {caption: catalogue.serving(code, roles, caption) for caption, code in intents.items()}
    return {
        caption: entry
        for caption, entry in found.items()
        if entry and not (isinstance(entry, Form) and entry.asks_unasked)
    }


@cache
def catalogue() -> Catalogue:
    """What the files in `PLACES` declare."""
    declared = list(_declared())
    [helps] = [one for one in declared if isinstance(one, Help)]
    check([one for one in declared if isinstance(one, Form | Command)])
    return Catalogue(
        {one.name: one for one in declared if isinstance(one, Form)},
        {one.name: one for one in declared if isinstance(one, Command)},
        {one.kind: one for one in declared if isinstance(one, NoticeRenderer)},
        {one.code: one for one in declared if isinstance(one, Decision)},
        helps,
    )


class DoubledWord(ValueError):
    """Two entries claim a word, or a name: one of them would never be opened."""


def check(entries: Sequence[Form | Command]) -> None:
    """Raise where two entries that one person may open claim the same word, or any two the same name.

    Whoever holds a title may be staff or speak for a firm too; only a guest is nothing else.
    """
    names = [entry.name for entry in entries]
    if doubled := {name for name in names if names.count(name) > 1}:
        raise DoubledWord(f"entries of one name: {sorted(doubled)}")
    for roles in (GUEST, EVERYBODY - GUEST):
        words = [word for entry in entries if entry.roles & roles for word in entry.examples]
        if doubled := {word for word in words if words.count(word) > 1}:
            raise DoubledWord(f"words that open two things: {sorted(doubled)}")


def _declared() -> Iterator[Declared]:
    for place in PLACES:
        for name in _modules(import_module(place)):
            for value in vars(import_module(name)).values():
                yield from _entries(value)


def _modules(place: ModuleType) -> list[str]:
    """The module, or all beneath it where it is a package."""
    if not hasattr(place, "__path__"):
        return [place.__name__]
    return sorted(found.name for found in pkgutil.walk_packages(place.__path__, f"{place.__name__}."))


def _entries(value: object) -> Iterator[Declared]:
    if isinstance(value, Form | Command | NoticeRenderer | Decision | Help):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, Command | Decision))
