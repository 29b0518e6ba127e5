"""Which entry a message opens: by the words that open it, by a command spelled out, by a file that was sent."""

from __future__ import annotations

from collections.abc import Callable

from handlers.engine.answer import Answer
from handlers.engine.conversation import Conversation
from handlers.engine.form import Command, Form
from handlers.engine.moves import Open
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.utterance import Utterance
from handlers.engine.words import among, recognise

LONGEST_WORD = 6
"""A longer example is a sentence, which says more than what it opens."""


class Naming:
    """`answer`: what the message says to the question in hand; `own`: the intents of what is in hand."""

    def __init__(
        self,
        conversation: Conversation,
        utterance: Utterance,
        answer: Callable[[], Answer],
        own: Callable[[], frozenset[str]],
    ) -> None:
        self._conversation = conversation
        self._talk = conversation.talk
        self._utterance = utterance
        self._text = utterance.text
        self._answer = answer
        self._own = own

    @property
    def _at(self) -> FormState | None:
        return self._conversation.current

    def sent_for(self) -> Open | None:
        files, roles = self._utterance.files, self._talk.speaker.roles
        forms = self._conversation.catalogue.forms.values() if files else ()
        able = (one for one in forms if files[0].media_type in one.opened_by and one.roles & roles)
        form = next((one for one in able if one.opened_when(self._talk)), None)
        return Open(form.name, files=tuple(file.key for file in files if file.key)) if form else None

    def named(self) -> Open | None:
        catalogue, roles = self._conversation.catalogue, self._talk.speaker.roles
        if self.is_option():
            return None
        words = catalogue.opened_by(roles)
        if more := self._one_more():
            return more
        word = recognise(self._text, words.keys())
        if word and not self._is_akin(words[word]):
            told = len(word) > LONGEST_WORD or words[word].syntax(self._text) or self._says_more(words[word])
            return Open(words[word].name, told=told)
        form = catalogue.spelled_out(roles, self._text)
        if isinstance(form, Command) and form.idle(self._talk):
            return None
        if form is None or self._goes_on_with(form) or (self._answer().corrects and self._answer().values):
            return None
        return Open(form.name)

    def _goes_on_with(self, entry: Form | Command) -> bool:
        """Whether a command of the form in hand is said of what is in hand, and not of several things at once."""
        if not self._is_in_hand(entry):
            return False
        several = isinstance(entry, Form) and len(entry.several(self._talk, self._text)) > 1
        return not several and not self._says_another()

    def _says_another(self) -> bool:
        """Whether a command says otherwise what the form in hand is about from the start: another decision."""
        at, given = self._at, self._conversation.form.given
        said = self._conversation.form.read(self._talk, self._text, {}) if given else {}
        return at is not None and any(said.get(name, at.values[name]) != at.values[name] for name in given)

    def _says_more(self, entry: Form | Command) -> bool:
        """Whether the words that open a form of words for others say whom or when: «通知全体专家», «下周搞个义诊»."""
        if not isinstance(entry, Form) or not any(slot.composed for slot in entry.slots):
            return False
        return any(
            (slot := entry.slot(name)) and not slot.free for name in entry.read(self._talk, self._text, {})
        )

    def _is_akin(self, entry: Form | Command) -> bool:
        """«加急» on the card of a need means that card, though another entry has the word."""
        other = self._at is not None and self._at.form != entry.name
        return other and not self._own().isdisjoint(entry.serves)

    def _is_in_hand(self, form: Form | Command) -> bool:
        return self._at is not None and self._at.form == form.name

    def _one_more(self) -> Open | None:
        """«再记一条», with nothing in hand or one of the kind."""
        for form in self._conversation.catalogue.told_again:
            here = self._at is None or self._is_in_hand(form)
            able = here and form.roles & self._talk.speaker.roles
            if able and form.one_more(self._text) is not None:
                return Open(form.name, another=True)
        return None

    def is_option(self) -> bool:
        """Whether the text is the caption of an option of the question in hand."""
        at = self._at
        slot = pending(self._talk, self._conversation.form, at) if at else None
        options = slot.choices(self._talk, at.values) if at and slot else ()
        return bool(among(self._text, [label for label, _ in options]))
