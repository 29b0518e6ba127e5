"""What notices ask of a person, and whether a text answers one of them or speaks of its matter."""

from __future__ import annotations

from collections.abc import Callable

from handlers.engine.catches import About
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form
from handlers.engine.moves import AnswerEach, AnswerPrompt, Move, Stay
from handlers.engine.numbers import word_of
from handlers.engine.picking import Picking
from handlers.engine.state import FormState
from handlers.engine.words import agrees, among, disagrees, only_heard, thanks_beside
from language.intents.wish import Wish
from language.verdicts import verdicts

HEARD = "收到"
"""As which a text is taken that answers nothing."""


class Prompts:
    """The notices that wait for an answer of the person who speaks, beside one text."""

    def __init__(self, conversation: Conversation, text: str, picking: Picking) -> None:
        self._conversation = conversation
        self._talk = conversation.talk
        self._text = text
        self._picking = picking

    def answered(self, *, named: bool) -> Move | None:
        """The notice that the text answers: by one of its words (`named`), or as its question reads it."""
        for form in self._asking():
            if not self._answers(form, named=named):
                continue
            if not named and self._is_bare() and not self._picking.just_asked(form):
                continue
            if form.pending(self._talk):
                return AnswerPrompt(form.name)
            if named and not self._conversation.current and (why := form.needless(self._talk)):
                return Stay("needless", why)
        return None

    def only_heard(self) -> Move | None:
        """«收到» or «好的，谢谢» to what was asked a moment ago: it is asked again, with its choices. Thanks may be for what was
        said before it came."""
        if not (only_heard(self._text) or thanks_beside(self._text)):
            return None
        asked = (
            form for form in self._asking() if self._picking.just_asked(form) and form.pending(self._talk)
        )
        return next((AnswerPrompt(form.name, said=HEARD) for form in asked), None)

    def answered_each(self) -> Move | None:
        """What the text says of several of the things asked about; beside another form only what can be said of nothing else."""
        at = self._conversation.current
        for form in self._asking() if verdicts(self._text) else ():
            about = self._about(form)
            if about is None or not (about.each or (about.missing and about.speaks)):
                continue
            if at is None or about.speaks or at.form in {form.name, *dict(about.each)}:
                return AnswerEach(form.name, tuple(about.each), about.missing)
        return None

    def spoken_of(self, wish: Callable[[], Wish]) -> Move | None:
        """The notice whose matter the text names outright."""
        for form in self._asking():
            about = self._about(form)
            is_meant = about is not None and (about.speaks or (about != About() and self._is_for(form, wish)))
            if about and is_meant:
                return AnswerPrompt(form.name, about.ref)
        return None

    def names_another(self, at: FormState) -> bool:
        """Whether the text speaks of another of the things that are asked about than the form in hand does."""
        form = self._conversation.form_of(at)
        known = at.values.get(form.ref) if form.ref else None
        about = self._about(form) if known is not None else None
        return about is not None and (bool(about.missing) if about.ref is None else about.ref != known)

    def _asking(self) -> list[Form]:
        roles = self._talk.speaker.roles
        return [form for form in self._conversation.catalogue.asking if form.roles & roles]

    def _about(self, form: Form) -> About | None:
        return form.about(self._talk, self._text, form.pending(self._talk))

    def _is_for(self, form: Form, wish: Callable[[], Wish]) -> bool:
        return self._answers(form, named=False) or wish().main in form.serves

    def _is_bare(self) -> bool:
        return agrees(self._text) or disagrees(self._text)

    def _answers(self, form: Form, *, named: bool) -> bool:
        answer = form.slots[1]
        if named:
            labels = [word_of(label) for label, _ in answer.choices(self._talk, {})]
            return bool(among(self._text, [*labels, *answer.older]))
        return answer.read(self._talk, self._text) is not None
