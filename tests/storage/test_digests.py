"""A digest brings the first rows and says how many there are, counting only where more are left than it brings."""

from __future__ import annotations

from actions.needs.post import Posting, post_need
from bot.app import App
from storage.queries.people.speakers import by_account
from storage.queries.reports.digests import Reach, silent, unanswered
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, NEED, arrive, lawyer


def test_those_beyond_are_counted_and_not_brought(app: App) -> None:
    arrive(app, FIRM)

    def post(work: UnitOfWork) -> None:
        speaker = by_account(work, "web", FIRM.name)
        assert speaker
        for _ in range(2):
            post_need(work, speaker, Posting(NEED, "law", "440802"), app.rules, app.clock.now())

    app.database.write(post).result()

    def found(work: UnitOfWork) -> list[tuple[int, list[int]]]:
        reaches = [
            Reach(work, "440800", most, counted) for most, counted in ((1, True), (1, False), (3, True))
        ]
        reaches.append(Reach(work, "130100", 1))
        today = app.clock.now().date()
        lists = [unanswered(reach, today) for reach in reaches]
        return [(some.count, [one.id for one in some.rows]) for some in lists]

    assert app.database.write(found).result() == [(2, [1]), (1, [1]), (2, [1, 2]), (0, [])]


def test_nobody_is_silent_where_no_pack_names_a_day(app: App) -> None:
    arrive(app, lawyer("李律师"))
    found = app.database.write(lambda work: silent(Reach(work, "440800", 9), ("active",), ())).result()
    assert (found.count, list(found.rows)) == (0, [])
