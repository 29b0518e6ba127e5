"""What phrases mean is worked out once, kept by a digest, and found by every process; starting works out nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from actions.offers.pool import LOOK_AGAIN, Pool, open_pool
from actions.offers.speciality import describe_speciality
from bot.app import App
from matching.facts import Wanted
from matching.meaning import DIMENSIONS, QUICK, Encoder
from matching.ranking import rank
from matching.weights import Duty, Weights
from storage.queries.offers.phrase_vectors import digest, vectors_of
from storage.queries.people.speakers import by_account
from storage.tables import PhraseVector
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import arrive, lawyer

NEED = Wanted(0, "law", "440802", date(2026, 3, 2), "合伙人意见不合，天天吵架")


@pytest.fixture
def deep(app: App) -> App:
    open_pool(app.database.engine, Weights(), Duty(), QUICK)
    arrive(app, lawyer("甲律师"))
    describe(app, "股东纠纷、公司章程")
    return replace(app, clockwork=replace(app.clockwork, encoder=QUICK))


def describe(app: App, words: str) -> None:
    def run(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", "甲律师")
        assert speaker
        describe_speciality(work, speaker, words, app.clock.now())

    app.database.write(run).result()


def evidence(app: App, pool: Pool) -> float:
    """What speaks for the lawyer, as a process with this pool sees it."""

    def run(work: UnitOfWork) -> float:
        return pool.ask(work, 2026, lambda index: rank(index, NEED))[0].evidence

    return app.database.write(run).result()


def kept(app: App) -> int:
    count = select(func.count()).select_from(PhraseVector)
    return app.database.write(lambda work: work.session.scalar(count) or 0).result()


def test_a_tick_works_out_what_is_new_and_every_process_has_it(deep: App) -> None:
    another = Pool(Weights(), Duty(), QUICK)
    before = evidence(deep, another)
    assert kept(deep) == 0
    deep.clockwork.tick()
    assert kept(deep) >= 2
    describe(deep, "股东纠纷、公司章程、商铺租赁")
    assert evidence(deep, another) > before
    assert evidence(deep, Pool(Weights(), Duty(), QUICK)) > before


def test_what_is_kept_is_not_worked_out_again(deep: App, monkeypatch: pytest.MonkeyPatch) -> None:
    deep.clockwork.tick()
    monkeypatch.setattr(Encoder, "vectors", lambda self, texts: pytest.fail(f"worked out again: {texts}"))
    open_pool(deep.database.engine, Weights(), Duty(), QUICK)
    deep.clockwork.tick()
    describe(deep, "公司章程、股东纠纷")
    deep.clockwork.tick()


def test_no_phrase_can_be_read_from_what_is_kept(deep: App) -> None:
    deep.clockwork.tick()
    phrases = ["股东纠纷", "没人说过的话"]
    found = deep.database.write(lambda work: vectors_of(work.connection, "quick", phrases)).result()
    assert list(found) == ["股东纠纷"]
    assert len(found["股东纠纷"]) == DIMENSIONS
    assert len(digest("quick", "股东纠纷")) == 16


def test_another_process_hears_of_it_by_and_by(deep: App) -> None:
    another = Pool(Weights(), Duty(), QUICK)
    before = evidence(deep, another)
    deep.clockwork.tick()
    assert max(evidence(deep, another) for _ in range(LOOK_AGAIN)) > before


def test_words_alone_work_nothing_out(app: App) -> None:
    arrive(app, lawyer("甲律师"))
    describe(app, "股东纠纷")
    app.clockwork.tick()
    assert kept(app) == 0
