"""Which of the choices that a person was shown a number or a caption refers to; where several fit, it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from handlers.engine.context import ConversationContext
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.moves import AnswerPrompt, Move, Tap, Which
from handlers.engine.numbers import picked, word_of
from handlers.engine.tokens import Tap as Token
from handlers.engine.tokens import read, short
from handlers.engine.words import among, bare
from handlers.message import Choice
from handlers.rendering.plain import shorten
from storage.queries.delivery.recent_choices import Shown, newest, recent

RECENT = 5
"""A caption or a number may be one of the choices in so many of the messages shown last."""
LONGEST_CAPTION = 20
FROM_THE_START = 0
_ERRAND = re.compile(
    r"(?:请|麻烦|帮我|那|先|就)*(?:把|将)?(?:它|这个|那个|刚才那[个篇场条]|刚才的|这[篇场条]|那[篇场条])(?:再|给我|先|就)*(?P<verb>[撤改删])(?:下|掉|回|期)?(?:了|掉|一下|吧)*[。！!]*"
)
_NOT_AFTER_ALL = re.compile(
    r"(?:哎呀?|唉|算了|错了|不对|搞错了|那|[，,\s])*(?:(?:不要|别)记了?|不要了|不用了|撤了|撤掉|撤回|删了|删掉|作废)(?:吧|啊)?(?:[，,。\s].{0,14})?[。！!]*"
)
"""«哎呀不要记，那天我在医院», said of what was done a moment ago."""
CALLED = 14
"""Characters by which a message with choices is called."""


class Picking:
    """What a number or a caption means beside the messages shown last."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._talk = conversation.talk

    def by_number(self, number: str) -> Move | None:
        """The choice under this number; of all that came since the person spoke, so that two of them are asked about."""
        speaker = self._talk.speaker
        shown = newest(self._talk.work, speaker.account_id, speaker.last_seq, RECENT)
        return self._one_of(list(_each(shown, lambda choices: _numbered(choices, number))))

    def in_hand(self, key: int, number: str) -> Tap | None:
        """The choice under this number where this account was last shown the form: what it saw, though it be past."""
        seen = newest(self._talk.work, self._talk.speaker.account_id, FROM_THE_START, RECENT)
        own = (one for one in seen if any(_belongs(token, key) for _, token in one.choices))
        last = next(own, None)
        found = _numbered(last, number) if last else None
        return Tap(found.token) if found else None

    def by_caption(self, text: str) -> Move | None:
        """The choice whose caption the text is, if what it stands under still waits."""
        if not bare(text) or len(bare(text)) > LONGEST_CAPTION:
            return None
        found = _each(self._recent(), lambda choices: _captioned(choices, text))
        return self._one_of([(choice, under) for choice, under in found if self._waits(choice)])

    def by_errand(self, text: str) -> Move | None:
        """«把它撤了»: the choice of the newest message that has one whose caption begins with what is to be done to it."""
        errand = _ERRAND.fullmatch(text.strip())
        if errand is None:
            return self._undone() if _NOT_AFTER_ALL.fullmatch(text.strip()) else None
        found = _each(self._recent(), lambda shown: _begun(shown, errand["verb"]))
        return next((Tap(choice.token) for choice, _ in found if self._waits(choice)), None)

    def _undone(self) -> Move | None:
        return next((Tap(one.token) for one in self._of_the_last("撤")), None)

    def to_change(self) -> tuple[str, str] | None:
        """What changes that which was done a moment ago: the form, and the record of it; None where nothing was."""
        taps = (read(one.token) for one in self._of_the_last("改"))
        return next(((tap.name, tap.value) for tap in taps if tap and tap.value.isdecimal()), None)

    def _of_the_last(self, verb: str) -> list[Choice]:
        """The choices of this caption beneath the message shown last."""
        last = self._recent()[:1]
        return [one for shown in last if (one := _begun(shown, verb))]

    def in_full(self, token: str) -> str:
        """The token that stands behind a short one, where it was shown a moment ago."""
        tokens = (full for shown in self._recent() for _, full in shown.choices)
        return next((full for full in tokens if short(full) == token), token)

    def just_asked(self, form: Form) -> bool:
        """Whether the last thing that the person was shown asks this: then a bare «好» answers it."""
        shown = recent(self._talk.work, self._talk.speaker.person_id, 1)
        return any(_asks(read(token), form) for one in shown for _, token in one.choices)

    def _recent(self) -> list[Shown]:
        return self._talk.once(_recently)

    def _one_of(self, found: Sequence[tuple[Choice, Shown]]) -> Move | None:
        distinct = {choice.token: (choice, under) for choice, under in reversed(found)}
        if len(distinct) <= 1:
            return next((Tap(token) for token in distinct), None)
        taps = [read(token) for token in distinct]
        if one := _same_question(taps):
            label = next(choice.label for choice, _ in found)
            return AnswerPrompt(one.name, None, label)
        called = [_called(choice, under) for choice, under in distinct.values()]
        return Which(tuple(reversed(called)))

    def _waits(self, choice: Choice) -> bool:
        """Whether what the choice belongs to is in hand or still asked; what a menu offers always is."""
        tap = read(choice.token)
        if tap and tap.kind == "f":
            return any(str(at.key) == tap.name for at in self._conversation.dialogue.stack)
        form = self._conversation.catalogue.forms.get(tap.name) if tap and tap.kind == "p" else None
        return not (tap and form and form.asks_unasked) or tap.ref in map(str, form.pending(self._talk))


def _belongs(token: str, key: int) -> bool:
    tap = read(token)
    return tap is not None and tap.kind == "f" and tap.name == str(key)


def _recently(talk: ConversationContext) -> list[Shown]:
    return recent(talk.work, talk.speaker.person_id, RECENT)


def _each(shown: Sequence[Shown], pick: Callable[[Shown], Choice | None]) -> Iterator[tuple[Choice, Shown]]:
    return ((choice, under) for under in shown if (choice := pick(under)))


def _begun(shown: Shown, verb: str) -> Choice | None:
    captions = [
        Choice(*one) for one in shown.choices if (tap := read(one[1])) and tap.kind == "s" and tap.value
    ]
    return next((one for one in captions if one.label.startswith(verb)), None)


def _numbered(shown: Shown, number: str) -> Choice | None:
    return picked([Choice(*one) for one in shown.choices], number) if shown.numbered else None


def _captioned(shown: Shown, text: str) -> Choice | None:
    """«5 非常满意» is meant by «非常满意» too."""
    captions = (Choice(*one) for one in shown.choices)
    return next((one for one in captions if among(text, (one.label, word_of(one.label)))), None)


def _same_question(taps: Sequence[Token | None]) -> Token | None:
    """What all of them answer alike, about different things: «接受» under two invitations."""
    first = taps[0]
    alike = {(tap.kind, tap.name, tap.slot, tap.value) if tap else None for tap in taps}
    return first if first and first.kind == "p" and len(alike) == 1 else None


def _asks(tap: Token | None, form: Form) -> bool:
    return tap is not None and tap.kind == "p" and tap.name == form.name


def _called(choice: Choice, under: Shown) -> Choice:
    first_line = next(iter(under.text.splitlines()), "")
    return Choice(f"{word_of(choice.label)}：{shorten(first_line, CALLED)}", choice.token)
