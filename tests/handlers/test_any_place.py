"""At any question and any card of any form, whatever is said next, with something pushed in between: slots that the words do not
speak of stand, notices that were not in hand stay unanswered, and no deed is done whose card was not in full view when a yes came."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.sms.settings import SmsSettings
from bot.clock import StoppedClock
from bot.devtools.opened import open_app
from handlers.engine.context import Values
from handlers.engine.conversation import Conversation
from handlers.engine.form import Form, Outcome
from handlers.engine.state import Dialogue, FormState
from handlers.message import Reply
from tests import newest
from tests.handlers.conftest import NOW
from tests.handlers.open_card import SHORT, of_role
from tests.handlers.stage import LETTERS, Stage
from tests.handlers.test_open_card import CONFIRMS, STARS, YES_OR_NO, speaks_of
from tests.handlers.ways import FORMS, Place, Places

PUSH = "推来一条"
PUSHES = {
    "enterprise": (("expert", "今天给张厂长线上讲了四十分钟社保"), ("expert", "确认")),
    "staff": (("caller", "我要投诉王会计，他上次来收了我两百块钱"), ("caller", "跳过"), ("caller", "确认")),
}
BY_OTHERS = (("caller", "房东要提前收回铺面，租赁合同还有两年，怎么办"), ("caller", "确认"))
"""A need, of which experts are asked."""
NO_ORDER = Form.__dataclass_fields__["outright"].default
ANSWERING = {name for name, form in FORMS.items() if form.asks_unasked}
FRESH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

Said = list[tuple[str, int]]
said: st.SearchStrategy[Said] = st.lists(
    st.tuples(st.sampled_from(("sentence", "sentence", "short", "push")), st.integers(0, 10**6)),
    min_size=2,
    max_size=5,
)
"""Which list the words are taken from, and where in it, whoever's list that turns out to be."""


@pytest.fixture(scope="module")
def furnished(another_stage: Callable[[], Stage]) -> Path:
    """Everybody there, and what fell due so far told, so that the clock's next beat finds little to do."""
    stage = another_stage()
    stage.app.clockwork.tick()
    file = stage.app.database.engine.url.database
    stage.app.close()
    assert file
    return Path(file)


@settings(max_examples=2, suppress_health_check=FRESH)
@given(name=st.sampled_from(sorted(FORMS)), where=st.integers(0, 9), talk=said)
def test_at_any_place(
    furnished: Path, places: Places, tmp_path: Path, name: str, where: int, talk: Said
) -> None:
    _try(furnished, places, tmp_path, name, where, talk)


@pytest.mark.soak
@settings(max_examples=1500, suppress_health_check=FRESH)
@given(name=st.sampled_from(sorted(FORMS)), where=st.integers(0, 9), talk=said)
def test_at_any_place_in_many_talks(
    furnished: Path, places: Places, tmp_path: Path, name: str, where: int, talk: Said
) -> None:
    _try(furnished, places, tmp_path, name, where, talk)


def _try(furnished: Path, places: Places, folder: Path, name: str, where: int, talk: Said) -> None:
    if not (found := places(name)):
        return
    place = found[where % len(found)]
    with closing(_opened(newest.copied(furnished, folder / "any.db")).app) as app:
        stage = Stage(app)
        stage.put(place.role, place.state)
        shown = place.shown
        for kind, number in talk:
            if kind == "push":
                _push(stage, place.role)
                continue
            words = SHORT if kind == "short" else of_role(place.role)
            shown = _say(stage, place, words[number % len(words)], shown)


def _opened(file: Path) -> Stage:
    clock = StoppedClock(NOW)
    app = open_app(f"sqlite:///{file}", clock=clock, channels=LETTERS, sms=SmsSettings(vendor="log"))
    return Stage(app)


def _push(stage: Stage, role: str) -> None:
    for other, text in PUSHES.get(role, BY_OTHERS):
        if other != role:
            stage.say(other, text)
    stage.app.clockwork.tick()


def _say(stage: Stage, place: Place, text: str, before: list[Reply]) -> list[Reply]:
    """Say it, and look at what was filled and done by it."""
    stood = stage.dialogue(place.role)
    with _deeds() as deeds:
        shown = stage.say(place.role, text)
    _keeps(text, stood, stage.dialogue(place.role))
    for form, values in deeds:
        _was_meant(text, stood.current, form, values, before)
    return shown


def _keeps(text: str, stood: Dialogue, now: Dialogue) -> None:
    standing = {at.key: at for at in now.stack}
    for at in stood.stack:
        after = standing.get(at.key)
        for slot, value in at.values.items() if after else ():
            changed = after is not None and after.values.get(slot) != value
            if changed and slot not in at.inferred and at.fixing != slot:
                assert after is not None
                assert speaks_of(text, at, slot, after.values.get(slot)), (
                    text,
                    at.form,
                    slot,
                    value,
                    after.values,
                )


def _was_meant(text: str, at: FormState | None, form: Form, values: Values, before: list[Reply]) -> None:
    """A deed with a card needs the card in view and a yes; an answer to a notice needs words that answer."""
    if form.name in ANSWERING and at is not None and at.form != form.name:
        assert not text.isdecimal(), (text, at.form, form.name)
        assert YES_OR_NO.search(text) or STARS.search(text), (text, at.form, form.name)
    if not form.card or form.outright is not NO_ORDER or at is None or at.form != form.name:
        return
    card = " ".join(row.value for reply in before if reply.card for row in reply.card.rows)
    assert CONFIRMS.search(text) or any(word in text for word in form.yes), (text, form.name, values)
    told = str(values.get(form.adds, "")) if form.adds else ""
    assert told in card, (text, form.name, told, card)


@contextmanager
def _deeds() -> Iterator[list[tuple[Form, Values]]]:
    """The deeds that are done meanwhile, with what they are done with."""
    done: list[tuple[Form, Values]] = []
    deed = Conversation.deed

    def noted(conversation: Conversation, form: Form, values: Values) -> Outcome:
        done.append((form, dict(values)))
        return deed(conversation, form, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Conversation, "deed", noted)
        yield done
