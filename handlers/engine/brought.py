"""Files and places that came without words to read: whether the form in hand asked for them."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.answer import NOTHING, Answer, Fit, read_answer
from handlers.engine.conversation import Conversation
from handlers.engine.form import Slot
from handlers.engine.slots import pending
from handlers.engine.state import FormState
from handlers.engine.utterance import Utterance
from handlers.rendering.plain import show_region
from language import nearby, regions

NO_PLACE = "这个位置附近没有我认识的区县，地名是？"
AT_PLACE = "按位置记在{}（只记到区县，不存位置），不对就直接说地名。"


class Brought:
    """What one message brought beside its text."""

    def __init__(self, conversation: Conversation, utterance: Utterance) -> None:
        self._conversation = conversation
        self._talk = conversation.talk
        self._utterance = utterance

    def answer(self, at: FormState) -> Answer | None:
        """What files or a place answer of the form in hand; None where only the text can."""
        files, place = self._utterance.files, self._utterance.place
        slot = self._slot(at)
        if slot and slot.takes_files and files:
            kept = [*at.values.get(slot.name, []), *(file.key for file in files)]
            if wrong := slot.check(self._talk, kept):
                return Answer(wrong=wrong)
            return Answer({slot.name: kept}, fit=Fit.WHOLE, lead="收到。")
        if slot and slot.holds and files:
            return self._held(at, slot)
        if place:
            return self._placed(at, place) if slot and slot.asks == "place" else NOTHING
        return None

    def takes_files(self, at: FormState) -> bool:
        """Whether files that came are an answer."""
        slot = self._slot(at) if self._utterance.files else None
        return bool(slot and (slot.takes_files or slot.holds))

    def _held(self, at: FormState, asked: Slot) -> Answer | None:
        """The files wait where they will be asked for; words beside them may answer already. None where those say no."""
        said = asked.read(self._talk, self._utterance.text) if self._utterance.text else None
        slot = self._asked_next(at, asked)
        keys = [file.key for file in self._utterance.files if file.key]
        if slot is None or not keys or said is False:
            return None
        answered = {} if said is None else {asked.name: said}
        waiting = {slot.name: [*at.values.get(slot.name, []), *keys]}
        return Answer(answered | waiting, fit=Fit.WHOLE, lead="" if answered else asked.holds)

    def _asked_next(self, at: FormState, asked: Slot) -> Slot | None:
        """The slot for files that comes once this question is answered by yes."""
        form, then = self._conversation.form_of(at), at.values | {asked.name: True}
        takes = (one for one in form.slots if one.takes_files and one.name not in at.skipped)
        return next((one for one in takes if one.applies(self._talk, then)), None)

    def _slot(self, at: FormState) -> Slot | None:
        """What is asked for; but for the rest of an album, where its first picture went."""
        form, part_of = self._conversation.form_of(at), self._utterance.part_of
        last = form.slot(at.trail[-1]) if at.trail and self._utterance.files else None
        goes_on = bool(part_of) and self._conversation.dialogue.album == part_of
        return last if goes_on and last and last.takes_files else pending(self._talk, form, at)

    def _placed(self, at: FormState, place: tuple[float, float]) -> Answer:
        """Where somebody is; of it the county is kept, and shown to be put right."""
        code = nearby.county(*place)
        if code is None:
            return Answer(wrong=NO_PLACE)
        told = read_answer(self._talk, self._conversation.form_of(at), at, regions.full_name(code))
        return replace(told, lead=AT_PLACE.format(show_region(code)))
