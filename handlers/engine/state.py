"""Where a talk stands, as JSON: the form's name, its version and its slots; never a step number."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from handlers.engine.context import Values

SHOWN_AGAIN = 1
"""So often a card comes back by itself after other things were answered."""
DEEPEST = 5
"""How many forms may be under way at once."""


@dataclass(slots=True)
class FormState:
    """One form under way.

    `key` tells it from earlier ones of the same name and `turn` counts its changes, so that a tap on
    an old card is known. `heard`: a sentence began it, and nobody named it. `also`: other intents of that sentence
    (`told`), offered when the form is done. `told_at`: when (ISO) the person last told something of it; `beside`: what was
    said and may be a part of it; `passed_over`: what was, and nobody said so.
    `inferred` and `changed` name slots to mark on the card; `skipped` those that
    the person passed over; `trail` those answered, in order, for 返回; `fixing` the one being changed, or gone back to (`retreating`).
    `place` counts, from 1, those that one message told, which have their `since` in common.
    `early`: it was told before consent, and is read back before it is used.
    `asked_of`: the last message in the talk asked something, so that a mere «嗯» may be for the answer.
    `asides`: how often in a row something else was answered while its card waited; `returned`: it was parked and has come back
    by itself, and nothing was said to it since; `listed`: as it was parked, what it is about stood among the choices.
    `anew`: it came back, by itself or by 恢复, and nothing was said to it since.
    `messages`: those that told something, by the vendor's id (`handlers.engine.rewording`). `begun`: the first figures of a
    telephone that is asked for.
    """

    form: str
    version: int
    key: int
    values: Values = field(default_factory=dict)
    inferred: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    fixing: str | None = None
    choosing: bool = False
    retreating: bool = False
    turn: int = 0
    since: str = ""
    heard: bool = False
    also: list[str] = field(default_factory=list)
    told: str = ""
    early: bool = False
    place: int = 0
    told_at: str = ""
    beside: str = ""
    passed_over: str = ""
    asked_of: bool = False
    asides: int = 0
    returned: bool = False
    listed: bool = False
    anew: bool = False
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    begun: str = ""

    @property
    def is_quiet(self) -> bool:
        """Whether its card no longer comes back after every answer, so that it is not in view."""
        return self.asides > SHOWN_AGAIN

    def attend(self) -> None:
        """The person has turned to it: it may come back by itself once more."""
        self.asides, self.returned, self.anew = 0, False, False

    def look_at(self) -> None:
        """It is in view because somebody asked for it: it comes back by itself no oftener than before."""
        self.asides = min(self.asides, SHOWN_AGAIN)

    def hush(self) -> None:
        """It comes back no more by itself, and that was said."""
        self.asides = SHOWN_AGAIN + 1

    def put(self, name: str, value: Any, *, inferred: bool = False) -> None:
        """Fill a slot; what is said outright outranks what was inferred."""
        if name in self.values and self.values[name] != value and not inferred and name not in self.changed:
            self.changed.append(name)
        self.values[name] = value
        for marks, here in ((self.inferred, inferred), (self.skipped, False)):
            if name in marks and not here:
                marks.remove(name)
        if inferred and name not in self.inferred:
            self.inferred.append(name)

    def drop(self, name: str) -> None:
        """Empty a slot."""
        self.values.pop(name, None)
        for marks in (self.inferred, self.changed, self.skipped):
            if name in marks:
                marks.remove(name)

    def keep_only(self, names: Set[str]) -> None:
        """Forget every slot that is not among `names`."""
        self.values = {name: value for name, value in self.values.items() if name in names}
        for marks in (self.inferred, self.changed, self.skipped, self.trail):
            marks[:] = [name for name in marks if name in names]
        self.fixing = self.fixing if self.fixing in names else None
        self.retreating = self.retreating and self.fixing is not None


@dataclass(slots=True)
class Dialogue:
    """All of a person's talk: the form in hand is last in `stack`; the others are parked behind it.

    `dropped` is the one cancelled last, kept so that 恢复 can bring it back. `misses` counts the messages in a row
    that were not understood, `unclear` is the last of them: a choice may say afterwards what it meant, and what is said
    soon after `unclear_at` (ISO) may go on with it. `cut` counts the characters of a text too long that an app has cut up,
    the last of them at `cut_at`; `album` is the one whose part was answered last, and `completed` the form that a picture of it
    completed, since the next may belong there too.
    `breath`: until when (ISO) an answer is held back, in case there is more to come.
    `rest`: the lines that the answer before had too many.
    """

    count: int = 0
    stack: list[FormState] = field(default_factory=list)
    dropped: FormState | None = None
    misses: int = 0
    unclear: str = ""
    unclear_at: str = ""
    cut: int = 0
    cut_at: str = ""
    album: str = ""
    completed: FormState | None = None
    breath: str = ""
    rest: list[str] = field(default_factory=list)

    @property
    def current(self) -> FormState | None:
        return self.stack[-1] if self.stack else None

    def forget(self) -> None:
        """Nothing of what was said is kept."""
        self.stack.clear()
        self.dropped, self.completed = None, None
        self.misses, self.unclear, self.unclear_at = 0, "", ""
        self.cut, self.cut_at, self.album, self.breath = 0, "", "", ""
        self.rest = []

    def mark_early(self) -> None:
        """Consent is asked for now: what was told before it is shown as such before it is used."""
        for waiting in (*self.stack, *([self.dropped] if self.dropped else [])):
            waiting.early = bool(waiting.values.keys() - set(waiting.inferred))

    def begin(self, form: str, version: int, values: Values, now: datetime) -> FormState:
        """Take a new form in hand; what was in hand is parked. The oldest of too many is set aside."""
        self.count += 1
        if len(self.stack) >= DEEPEST:
            self.dropped = self.stack.pop(0)
        self.stack.append(FormState(form, version, self.count, dict(values), since=now.isoformat()))
        return self.stack[-1]

    def front(self, standing: FormState) -> None:
        """Take a parked form in hand again."""
        self.stack.remove(standing)
        self.stack.append(standing)

    def end(self, standing: FormState) -> None:
        """A form is done or given up."""
        self.stack.remove(standing)

    def to_json(self) -> dict[str, Any]:
        """For storage; empty parts are left out."""
        body: dict[str, Any] = {"count": self.count}
        if self.stack:
            body["stack"] = [_thin(standing) for standing in self.stack]
        if self.dropped:
            body["dropped"] = _thin(self.dropped)
        if self.completed:
            body["completed"] = _thin(self.completed)
        return body | {name: value for name in _OF_LATE if (value := getattr(self, name))}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Dialogue:
        """The inverse of `to_json`; an empty object is a talk not yet begun.

        What an older or newer program stored is read as far as it is known: other keys are left out, missing ones
        have their defaults, and what names no form is no standing.
        """
        stack = [at for stored in body.get("stack", ()) if (at := _read(stored))]
        dropped = _read(body.get("dropped") or {})
        completed = _read(body.get("completed") or {})
        late = {name: body[name] for name in _OF_LATE if name in body}
        return cls(body.get("count", 0), stack, dropped, completed=completed, **late)


def _read(stored: dict[str, Any]) -> FormState | None:
    known = {name: stored[name] for name in _NAMES if name in stored}
    return FormState(**{"version": 0, "key": 0} | known) if known.get("form") else None


def _thin(standing: FormState) -> dict[str, Any]:
    values = ((name, getattr(standing, name)) for name in _NAMES)
    return {name: value for name, value in values if value}


_OF_LATE = ("misses", "unclear", "unclear_at", "cut", "cut_at", "album", "breath", "rest")
"""What is known of the messages just before."""
_NAMES = tuple(field.name for field in fields(FormState))
