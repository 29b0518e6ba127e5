"""The pictures of one album go where the first of them went, and are answered once where they go nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.engine import door
from handlers.engine.catalogue import Catalogue
from handlers.engine.context import ConversationContext, Values
from handlers.engine.form import Form, Outcome
from handlers.engine.state import Dialogue, FormState
from handlers.message import Attachment, Incoming, Reply
from storage.unit_of_work import UnitOfWork
from tests.unit.engine.front import HELP, PHOTOS, Front
from tests.unit.engine.talks import FORM, FULL, talk

PAPER, OTHER = PHOTOS.slots[0], replace(PHOTOS.slots[0], name="others", ask="还有别的吗？")
TWO = replace(PHOTOS, slots=(PAPER, OTHER))
HANDED_IN: list[object] = []


def _hand_in(talk: ConversationContext, values: Values) -> Outcome:
    HANDED_IN.extend(values["papers"])
    return Outcome(Reply("收到"))


AT_ONCE = replace(PHOTOS, card="", submit=_hand_in)


def _send(work: UnitOfWork, form: Form, dialogue: Dialogue, place: int, words: str = "") -> list[Reply]:
    picture = Attachment(f"picture {place}", "image/png", 10)
    came = Incoming("telegram", "a", str(place), words, files=(picture,), part_of="7")
    return door.handle(
        talk(work, account_id=1), dialogue, Catalogue({form.name: form}, {}, {}, {}, HELP), came
    )


def _in_hand(form: Form, **changes: object) -> Dialogue:
    return Dialogue(1, [FormState(form.name, form.version, 1, **changes)])  # type: ignore[arg-type]  # values alone


def test_all_pictures_of_an_album_are_for_the_paper_that_was_asked_for(front: Front) -> None:
    dialogue = _in_hand(TWO)
    for place in range(3):
        assert _send(front.work, TWO, dialogue, place)
    assert dialogue.current
    assert dialogue.current.values == {"papers": ["picture 0", "picture 1", "picture 2"]}


def test_what_comes_after_the_picture_that_completed_a_form_is_handed_in_too(front: Front) -> None:
    HANDED_IN.clear()
    dialogue = _in_hand(AT_ONCE)
    assert [len(_send(front.work, AT_ONCE, dialogue, place)) for place in range(3)] == [1, 1, 1]
    assert HANDED_IN == ["picture 0", "picture 1", "picture 2"]
    assert dialogue.current is None


@pytest.mark.parametrize(
    ("captions", "answers"), [(("", "", ""), [1, 0, 0]), (("现场照片", "", ""), [1, 0, 0])]
)
def test_pictures_that_go_nowhere_are_answered_once(
    front: Front, captions: tuple[str, ...], answers: list[int]
) -> None:
    dialogue = _in_hand(FORM, values=dict(FULL))
    heard = [len(_send(front.work, FORM, dialogue, place, words)) for place, words in enumerate(captions)]
    assert heard == answers
