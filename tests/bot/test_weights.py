"""`yiqi weights learn`: what experts answered and firms rated teaches whom to ask, where a person says yes to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from actions.offers.lessons import learn
from bot.app import App
from bot.commands import main
from matching.learned import Learned, learned
from matching.learning import ENOUGH
from storage.tables import Diary, Enterprise, Expert, Need, Offer, Person, Rating
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive, lawyer

Run = Callable[..., Result]
TEXT = "蓝湾海鲜加工厂的供应商拖欠货款，合同纠纷，想找律师问问，电话13800001234"
MANY = 400
"""Needs that weigh more than the judged ones."""
DECLINED, TOOK = 1, 2
"""The experts by number: one who names it in words and has no field, one who has the field and other words."""


@pytest.fixture
def centre(sqlite_app: App) -> App:
    arrive(sqlite_app, FIRM)
    arrive(
        sqlite_app, replace(lawyer("王工"), domains=("technology",), specialities="供应商拖欠货款、合同纠纷")
    )
    arrive(sqlite_app, replace(lawyer("李律师"), specialities="股权、商事仲裁"))
    return sqlite_app


@pytest.fixture
def run(tmp_path: Path, centre: App) -> Run:
    settings, target = tmp_path / "config.toml", tmp_path / "learned.json"
    url = centre.database.engine.url
    settings.write_text(
        f'database = "{url}"\nsemantic = false\n[matching]\nlearned = "{target}"\n', encoding="utf-8"
    )
    return lambda *words, **more: CliRunner().invoke(main, ["--config", str(settings), *words], **more)


def answer(app: App, needs: int, *, stars: int | None = 5, unskilled: bool = True) -> None:
    """So many needs that one expert declined and another took on."""
    now = app.clock.now()

    def happened(work: UnitOfWork) -> None:
        person = work.session.scalars(select(Person).where(Person.name == FIRM.name)).one()
        firm = work.session.scalars(select(Enterprise)).one()
        for _ in range(needs):
            need = Need(person_id=person.id, enterprise_id=firm.id, text=TEXT, domain="law", also=[])
            need.region, need.urgent, need.focus, need.state = "440802", False, [], "served"
            need.expert_id, need.created_at = TOOK, now
            work.session.add(need)
            work.flush()
            for expert, state in ((DECLINED, "declined"), (TOOK, "accepted")):
                offer = Offer(need_id=need.id, expert_id=expert, state=state, score=1.0, reasons=[])
                offer.unskilled = unskilled and expert == DECLINED
                offer.created_at, offer.expires_at = now, now + timedelta(days=1)
                work.session.add(offer)
            if stars:
                work.session.add(Rating(need_id=need.id, expert_id=TOOK, stars=stars, created_at=now))

    app.database.write(happened).result()


def outcome(app: App) -> tuple[int, int, Learned, Learned]:
    def found(work: UnitOfWork) -> tuple[int, int, Learned, Learned]:
        told = learn(work, app.clock.now())
        return told.needs, told.pairs, told.before, told.after

    return app.database.write(found).result()


def test_below_the_floor_nothing_is_proposed(run: Run, centre: App, tmp_path: Path) -> None:
    answer(centre, ENOUGH - 1)
    done = run("weights", "learn", "--yes")
    assert done.exit_code == 0, done.output
    assert f"{ENOUGH - 1} 件需求" in done.output
    assert f"至少要 {ENOUGH} 件" in done.output
    assert not (tmp_path / "learned.json").exists()


def test_a_yes_writes_what_was_reported_and_undo_takes_it_back(run: Run, centre: App, tmp_path: Path) -> None:
    answer(centre, ENOUGH)
    target = tmp_path / "learned.json"
    assert "没有写" in run("weights", "learn", input="n\n").output
    assert not target.exists()

    done = run("weights", "learn", input="y\n")
    assert done.exit_code == 0, done.output
    assert str(target) in done.output
    assert [file.name for file in tmp_path.glob("learned.json*")] == ["learned.json"]
    weights = json.loads(target.read_text("utf-8"))["alone"]["weights"]
    shipped = learned(None).weights
    assert weights["words"] < shipped["words"]
    assert weights["field"] > shipped["field"]
    assert f"→ {weights['words']:6.2f}" in done.output

    again = run("weights", "learn").output
    assert f"words              {weights['words']:6.2f} →" in again, "what was learned is what holds now"
    assert "删了" in run("weights", "undo").output
    assert not target.exists()
    assert "没有学来的权重" in run("weights", "undo").output


def test_what_is_written_ranks_from_the_next_start(run: Run, centre: App, tmp_path: Path) -> None:
    answer(centre, 1)
    asked = ("match", "供应商拖欠货款，合同纠纷", "--region", "440802", "--json")
    before = json.loads(run(*asked).output)["experts"][0]["name"]
    only_field = {"weights": {"words": 0.0, "trade_words": 0.0, "field": 3.0}, "floor": 1.0}
    (tmp_path / "learned.json").write_text(json.dumps({"alone": only_field}), "utf-8")
    after = json.loads(run(*asked).output)["experts"][0]["name"]
    assert (before, after) == ("王工", "李律师")


def test_examples_name_nobody(run: Run, centre: App) -> None:
    """A need that would go to another first is shown by its own words and by the experts' phrases, all masked."""
    answer(centre, MANY)
    said = run("weights", "learn", input="n\n").output
    assert "最近 100 件需求里，100 件会先请别人" in said, said
    assert said.count("合同纠纷,想找律师") == 3
    assert "写“供应商拖欠货款”的 → " in said
    assert not any(name in said for name in ("蓝湾", "13800001234", "王工", "李律师", "张厂长"))


@pytest.mark.parametrize(
    ("how", "needs"),
    [
        ({"stars": 5}, 1),
        ({"stars": 4}, 1),
        ({"stars": None}, 1),
        ({"stars": 3}, 0),
        ({"unskilled": False}, 0),
    ],
)
def test_what_teaches(centre: App, how: dict[str, object], needs: int) -> None:
    """A poor rating says nothing of whose skill it was, nor does a decline for another reason."""
    answer(centre, 1, **how)  # type: ignore[arg-type]  # keywords of different kinds
    assert outcome(centre)[:2] == (needs, needs)


def test_who_took_back_consent_or_was_emptied_teaches_nothing(centre: App) -> None:
    answer(centre, 2)

    def emptied(work: UnitOfWork) -> None:
        work.session.scalars(select(Need).order_by(Need.id)).first().text = ""  # type: ignore[union-attr]  # there are two

    centre.database.write(emptied).result()
    assert outcome(centre)[0] == 1

    def gone(work: UnitOfWork) -> None:
        work.session.scalars(select(Person).where(Person.name == FIRM.name)).one().consented_at = None

    centre.database.write(gone).result()
    assert outcome(centre)[0] == 0


def test_the_diary_of_the_service_does_not_speak_for_who_served(centre: App) -> None:
    """Else whoever served would always have said just what was asked, and words would seem worth more than they are."""
    answer(centre, ENOUGH)
    before = outcome(centre)[3]

    def told(work: UnitOfWork) -> None:
        expert = work.session.get_one(Expert, TOOK)
        diary = Diary(holder="expert", holder_id=TOOK, person_id=expert.person_id)
        diary.recorded_at, diary.served_on = centre.clock.now(), centre.clock.now().date()
        diary.hours, diary.enterprises, diary.names, diary.domains = Decimal(2), 1, [], ["law"]
        diary.outcome, diary.form, diary.kind = TEXT, "online", "introduction"
        work.session.add(diary)

    centre.database.write(told).result()
    assert outcome(centre)[3] == before


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"alone": {"weights": {"words": -1}, "floor": 1}}', '{"other": 1}']
)
def test_a_file_that_is_no_weights_is_named(run: Run, tmp_path: Path, kept: str) -> None:
    (tmp_path / "learned.json").write_text(kept, "utf-8")
    for words in (("weights", "learn"), ("config", "check")):
        done = run(*words)
        assert done.exit_code == 1
        assert "learned.json 读不懂" in done.output
    assert "删了" in run("weights", "undo").output


def test_it_learns_the_same_on_both_databases(app: App) -> None:
    arrive(app, FIRM)
    for name in ("王工", "李律师"):
        arrive(app, lawyer(name))
    answer(app, 1)
    assert outcome(app)[:2] == (1, 1)
