"""What is refused on the console alone: there it is read on the page to which the act leads back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from actions.console.bulk import begin
from actions.console.undo import UNDO_WITHIN, undo
from actions.console.views import drop_view, save_view
from actions.refusal import Refused
from handlers.engine.context import ConversationContext
from storage.queries.people.speakers import by_person
from storage.tables import DeskAct
from storage.unit_of_work import UnitOfWork
from tests.handlers.refusals.scene import Scene, Step, codes_of, differing

ACT = 5


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """How taking an act back, or another deed of the console, is refused, and the words that are read."""

    code: str
    before: Sequence[Step]
    words: str
    deed: Callable[[ConversationContext], object] = lambda talk: undo(talk.work, talk.speaker, ACT, talk.now)

    def check(self, scene: Scene) -> None:
        """It is refused by this code, and the database is what it was."""
        for step in self.before:
            step(scene)
        kept = scene.contents("staff")
        with pytest.raises(Refused) as refused:
            scene.change(lambda work: self._do(scene, work))
        assert refused.value.code == self.code
        assert self.words in refused.value.text
        assert not differing(kept, scene.contents("staff"))

    def _do(self, scene: Scene, work: UnitOfWork) -> None:
        app = scene.stage.app
        speaker = by_person(work, scene.stage.people["staff"])
        talk = ConversationContext(work, speaker, app.clock.now(), app.rules)
        with talk.deed():
            self.deed(talk)


def _done(deed: str, ago: timedelta, undone: bool = False) -> Step:
    """An act of the colleague's, so long ago."""

    def enter(scene: Scene) -> None:
        now = scene.stage.app.clock.now()
        act = DeskAct(
            id=ACT,
            person_id=scene.stage.people["staff"],
            deed=deed,
            subject="need",
            subject_id=1,
            before={"state": "dead"},
            messages=[],
            done_at=now - ago,
            undone_at=now if undone else None,
        )
        scene.change(lambda work: work.session.add(act))

    return enter


def _view(scene: Scene) -> None:
    """One more view of a list, of the colleague's own."""
    who, now = scene.stage.people["staff"], scene.stage.app.clock.now()
    scene.change(lambda work: save_view(work, by_person(work, who), "needs", "急件", "", False, now))


JUST_NOW = timedelta(minutes=1)
TABLE = {
    "taken back what was never done": AtTheDesk("no_act", [], "没有找到这一步"),
    "taken back twice": AtTheDesk("no_act", [_done("nudge", JUST_NOW, undone=True)], "已经撤回了"),
    "taken back after ten minutes": AtTheDesk("too_late", [_done("nudge", UNDO_WITHIN)], "过了 10 分钟"),
    "taken back what has been sent": AtTheDesk("sent", [_done("nudge", JUST_NOW)], "已经发出去了"),
    "reopened a letter that went on": AtTheDesk("sent", [_done("told", JUST_NOW)], "已经发出去了"),
    "gone on with a run that is none": AtTheDesk(
        "no_run",
        [],
        "没有找到这一次批量",
        lambda talk: begin(talk.work, talk.speaker, "nothing", (), talk.now),
    ),
    "kept a view without a name": AtTheDesk(
        "no_name",
        [],
        "起个名字",
        lambda talk: save_view(talk.work, talk.speaker, "needs", "  ", "state=open", False, talk.now),
    ),
    "kept an eleventh view": AtTheDesk(
        "many_views",
        [_view] * 10,
        "已经存了 10 个视图，删掉一个再存",
        lambda talk: save_view(talk.work, talk.speaker, "needs", "更多", "", False, talk.now),
    ),
    "forgot a view that is none": AtTheDesk(
        "no_view", [], "没有找到这个视图", lambda talk: drop_view(talk.work, talk.speaker, 7)
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_it_is_refused_and_nothing_kept(small_scene: Scene, name: str) -> None:
    TABLE[name].check(small_scene)


def test_every_refusal_has_its_row() -> None:
    assert codes_of("console") <= {row.code for row in TABLE.values()}
