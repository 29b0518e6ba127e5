"""What a decision of staff is made of: whom it is about, how it is said, what it rests on, what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handlers.engine.context import ConversationContext, Values

EVERYTHING = "*"
"""In place of a name: also what is another level's to decide, so that it is refused with the reason and not unknown."""
LOOK_AGAIN = "确认后生效，并通知本人。"
Deed = Callable[[ConversationContext, int, Values], str]
Subjects = Callable[[ConversationContext, str], "list[Subject]"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a decision is about; `name` is how staff call it, `about` tells namesakes apart.

    `person`: whose it is, where it is somebody's.
    """

    id: int
    name: str
    about: str
    number: int = 0
    person: int = 0

    @property
    def label(self) -> str:
        numbered = f"{self.number} 号 " if self.number else ""
        return f"{numbered}{self.name}（{self.about}）" if self.about else f"{numbered}{self.name}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that staff decide.

    `words` say it, «…» standing for whom it is about; `after_a_name` are words that do so only behind that («李明达那份可以了»);
    `wordings` are patterns of more words that say it anywhere («警告先压一压»), with whom it is about as `within`.
    `of` is what it decides about. `caution` is said before the second look; where it is empty and no reason is needed,
    the deed is done at once. `unless_named` is said before it where no name was said, and a number may be a slip.
    `subjects` of no name are those that are the reader's own to decide; of a name, or of `EVERYTHING`, all of the jurisdiction.
    `asks` for the reason; `wants_reason` says about whom it takes one where it takes none else.
    `grounds`: the clauses it may rest on. `if_not` says why somebody who was named is not among those it may be about.
    `lately`: what was decided the other way a moment ago, and may be so now («不对，应该是不成立»).
    `check` refuses what the speaker may not decide about it, before anything is asked.
    `hard`: it is hard on its person, so it is never the first of the choices. `action` is the right it takes (programme.authority).
    """

    code: str
    words: tuple[str, ...]
    of: str
    subjects: Callable[[ConversationContext, str], list[Subject]]
    deed: Callable[[ConversationContext, int, Values], str]
    action: str = field(kw_only=True)
    needs_reason: bool = True
    asks: str = "原因是？会原样写给本人。"
    caution: Callable[[ConversationContext, int], str] = lambda talk, subject: LOOK_AGAIN
    unless_named: Callable[[ConversationContext, int], str] = lambda talk, subject: ""
    grounds: Callable[[ConversationContext, int], Sequence[str]] = lambda talk, subject: ()
    after_a_name: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    wants_reason: Callable[[ConversationContext, int], bool] = lambda talk, subject: False
    if_not: str = ""
    check: Callable[[ConversationContext, int], None] = lambda talk, subject: None
    hard: bool = False
    lately: Callable[[ConversationContext], list[Subject]] = lambda talk: []

    @property
    def caption(self) -> str:
        return self.words[0]

    @property
    def noun(self) -> str:
        """What it decides about in a word: «申请», «投诉»."""
        return self.of[-2:]
