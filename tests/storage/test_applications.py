"""Applications and rounds as queries: by jurisdiction and state in one statement."""

from __future__ import annotations

from datetime import date

from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.applications.filed import application, applications_in, applications_of
from storage.queries.applications.rounds import open_rounds, open_rounds_in
from storage.tables import Application, Recruitment
from storage.unit_of_work import UnitOfWork
from tests.conftest import MONDAY
from tests.contracts.crowd import arrive

HERE = "440800"
PLACES = {"赵远": "130102", "钱近": "440802", "孙近": "440803", "本人": "440802"}


def _apply(app: App) -> dict[str, int]:
    """Four have applied; where they live says whose they are. Their persons, by name."""
    people = {name: arrive(app, Actor(name, "guest")) for name in PLACES}

    def write(work: UnitOfWork) -> None:
        for name, region in PLACES.items():
            known = {"person_id": people[name], "kind": "expert", "pack": "national-2023", "region": region}
            told = {"domains": ["law"], "answers": {"degree": "master"}, "papers": ["form:k", "l"]}
            work.session.add(Application(name=name, state="submitted", submitted_at=MONDAY, **known | told))

    app.database.write(write).result()
    return people


def test_what_waits_here_without_ones_own(app: App) -> None:
    own = _apply(app)["本人"]

    def names(work: UnitOfWork) -> list[list[str]]:
        waiting = ("submitted",)
        return [
            [one.name for one in applications_in(work, HERE, waiting, but_of=own)],
            [one.name for one in applications_in(work, "000000", waiting, but_of=0)],
            [one.name for one in applications_in(work, HERE, ("refused",), but_of=0)],
            [one.name for one in applications_in(work, None, waiting, but_of=0)],
            [one.name for one in applications_of(work, own)],
            [one.name for one in applications_of(work, own, ["refused"])],
        ]

    assert app.database.write(names).result() == [["钱近", "孙近"], [*PLACES], [], [], ["本人"], []]


def test_lists_come_as_tuples(app: App) -> None:
    _apply(app)
    one = app.database.write(lambda work: application(work, 1)).result()
    assert one is not None
    assert (one.domains, one.papers, one.answers) == (("law",), ("form:k", "l"), {"degree": "master"})
    assert app.database.write(lambda work: application(work, 9)).result() is None


def test_rounds_that_take_applications_today(app: App) -> None:
    person = arrive(app, Actor("小赵", "staff", jurisdiction=HERE))
    days = {"over": (HERE, 1), "late": (HERE, 9), "soon": (HERE, 2), "away": ("130100", 3)}

    def write(work: UnitOfWork) -> None:
        for notice, (region, day) in days.items():
            known = {"pack": "p", "region": region, "notice": notice, "closes": date(2026, 3, day)}
            opened = {"state": "open", "person_id": person, "opened_at": MONDAY}
            work.session.add(Recruitment(**known | opened))

    app.database.write(write).result()

    def notices(work: UnitOfWork) -> list[list[str]]:
        today = MONDAY.date()
        found = (open_rounds(work, ["p"], today), open_rounds_in(work, HERE, ["p"], today))
        return [[one.notice for one in some] for some in found]

    assert app.database.write(notices).result() == [["soon", "away", "late"], ["soon", "late"]]
