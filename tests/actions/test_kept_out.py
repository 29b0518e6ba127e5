"""A need is never shown to whom its text names as a party, nor to whom the firm has complained of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from actions.complaints.cases import complain
from actions.needs.post import Posting, post_need
from actions.offers.plan import propose
from actions.offers.suggest import suggest_for
from actions.offers.volunteer import open_needs_near
from bot.app import App
from bot.devtools.fixtures import Actor
from storage.queries.needs import get_need
from storage.queries.people.speakers import Speaker, by_account
from storage.tables import Case
from storage.unit_of_work import UnitOfWork
from tests.contracts.crowd import FIRM, arrive, lawyer

T = TypeVar("T")
STAFF = Actor("小赵", "staff", jurisdiction="440800")
PLAIN = "供应商拖欠货款，合同纠纷，想找律师问问"


def _in(app: App, name: str, deed: Callable[[UnitOfWork, Speaker], T]) -> T:
    """What comes of a deed by the person of this name."""

    def doing(work: UnitOfWork) -> T:
        speaker = by_account(work, "web", name)
        assert speaker
        return deed(work, speaker)

    return app.database.write(doing).result()


def _asked(app: App, text: str, wish: int | None = None) -> int:
    posting = Posting(text, "law", "440802", wish=wish)
    return _in(app, FIRM.name, lambda work, who: post_need(work, who, posting, app.rules, app.clock.now())[1])


def _complaint(app: App, against: str, state: str = "filed") -> None:
    def file(work: UnitOfWork, who: Speaker) -> None:
        number = complain(work, who, "fee", against, "收了我们两千块", "440802", app.clock.now())
        work.session.get_one(Case, number).state = state

    _in(app, FIRM.name, file)


@pytest.fixture
def one_lawyer(app: App) -> App:
    for actor in (FIRM, STAFF, replace(lawyer("李明哲"), region="440803")):
        arrive(app, actor)
    return app


@pytest.mark.parametrize(
    "text",
    [
        "李明哲收了我们三千块还没办成，想起诉",
        "李律师写的合同有漏洞，想起诉",
        "李老师的课要收我们五百，能退吗",
    ],
)
def test_a_party_is_not_asked(one_lawyer: App, text: str) -> None:
    assert _asked(one_lawyer, text) == 0


@pytest.mark.parametrize("text", [PLAIN, "想请李律师帮我们看合同", "王律师写的合同有漏洞，想起诉"])
def test_who_is_wished_for_or_not_meant_is(one_lawyer: App, text: str) -> None:
    assert _asked(one_lawyer, text) == 1


def test_whom_the_firm_chose_itself_is_asked(one_lawyer: App) -> None:
    assert _asked(one_lawyer, "李律师上回讲的加班费，还有几处不明白", wish=1) == 1


def test_a_surname_with_title_means_nobody_elsewhere(app: App) -> None:
    for actor in (FIRM, STAFF, replace(lawyer("李明哲"), region="440100")):
        arrive(app, actor)
    assert _asked(app, "李律师写的合同有漏洞，想起诉") == 1


@pytest.mark.parametrize("against", ["李明哲", "李律师"])
def test_the_accused_is_not_asked_until_it_is_decided(one_lawyer: App, against: str) -> None:
    _complaint(one_lawyer, against)
    assert _asked(one_lawyer, PLAIN, wish=1) == 0


def test_once_it_is_dismissed_all_is_as_before(one_lawyer: App) -> None:
    _complaint(one_lawyer, "李明哲", "dismissed")
    assert _asked(one_lawyer, PLAIN) == 1


def test_neither_lists_nor_plans_nor_staff_are_shown_a_party(one_lawyer: App) -> None:
    assert _asked(one_lawyer, "李律师写的合同有漏洞，想起诉") == 0
    now = one_lawyer.clock.now()
    assert _in(one_lawyer, "李明哲", open_needs_near) == []
    assert _in(one_lawyer, "小赵", lambda work, who: propose(work, who, now)).pairs == ()
    assert _in(one_lawyer, "小赵", lambda work, who: suggest_for(work, get_need(work, 1), now, 3)) == []
