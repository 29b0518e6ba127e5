"""An application with one channel at a time, and the clock stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select

from actions.notify import Addressed, notify
from actions.people.bind import issue_code
from actions.titles.notices import Nudge
from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.drivers.channel_app import ChannelApp
from bot.devtools.drivers.contract import VendorDriver
from bot.devtools.fixtures import Actor, enter
from handlers.message import Reply
from programme.workdays import working_days
from storage.queries.people.speakers import by_account, by_person
from storage.tables import Account, Expert, Inbox, Outbox, Qualification, Station
from storage.unit_of_work import UnitOfWork
from tests import newest
from tests.conftest import MONDAY
from tests.contracts.channels.cases import CASES, ChannelCase

NEED = "供应商拖欠货款，合同纠纷，想找律师问问"


@dataclass(frozen=True)
class ChannelHarness:
    """A running, and short words for what people do and see on it. Each test brings people of its own."""

    running: ChannelApp
    driver: VendorDriver
    clock: StoppedClock
    case: ChannelCase
    numbers: Iterator[int]

    @property
    def app(self) -> App:
        return self.running.app

    def firm(self) -> str:
        """A firm's owner has come in; the name."""
        return self._in(
            Actor(f"firm-{next(self.numbers)}", "enterprise", "440802", enterprise="蓝湾海鲜加工厂")
        )

    def expert(self, region: str, *domains: str) -> str:
        """A certified expert has come in; the name."""
        since = self.clock.now().date().replace(month=1, day=1)
        name = f"expert-{next(self.numbers)}"
        return self._in(Actor(name, "expert", region, domains=domains, certified=since))

    def station(self) -> str:
        """The head of a certified station has come in; the name."""
        since = self.clock.now().date().replace(month=1, day=1)
        name = f"station-{next(self.numbers)}"
        return self._in(Actor(name, "station", "440802", unit="赤坎服务工作站", certified=since))

    def stranger(self) -> str:
        """Somebody whom nobody knows."""
        name = f"stranger-{next(self.numbers)}"
        self.driver.account(name)
        return name

    def say(self, name: str, text: str) -> str:
        """What is shown in answer."""
        return self.after(name, lambda: self.driver.say(name, text))

    def choose(self, name: str, caption: str) -> str:
        return self.after(name, lambda: self.driver.choose(name, caption))

    def after(self, name: str, act: Callable[[], object]) -> str:
        """What is shown to somebody because of this."""
        before = len(self.driver.shown(name))
        act()
        self.running.settle()
        return text_of(self.driver.shown(name)[before:])

    def tell(self, name: str, reply: Reply) -> int:
        """Let a message go out to somebody, by the outbox; its row."""
        mine = Account.external_id == self.driver.account(name)
        of = select(Account.id).where(Account.channel == self.driver.name, mine)
        with self.app.database.read() as connection:
            account = connection.execute(of).scalar_one()
        return self.tell_account(account, reply)

    def tell_account(self, account: int, reply: Reply) -> int:
        """The same by the account's row."""
        return self.app.database.write(lambda work: self._tell(work, account, reply)).result()

    def outbox(self, row: int) -> Any:
        with self.app.database.read() as connection:
            return connection.execute(select(Outbox).where(Outbox.id == row)).one()

    def taken(self, name: str) -> int:
        """Messages of this person that were taken."""
        mine = Account.external_id == self.driver.account(name)
        of = select(func.count()).select_from(Inbox).join(Account).where(mine)
        with self.app.database.read() as connection:
            return int(connection.execute(of).scalar_one())

    def all_taken(self) -> int:
        """Messages of anybody that were taken."""
        with self.app.database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(Inbox)).scalar_one())

    def also_on_web(self, name: str) -> None:
        """The same person has a web chat too, `home-of-NAME`."""
        self.app.database.write(lambda work: self._move_in(work, name)).result()

    def code_for(self, name: str) -> str:
        """A one-time code of this expert or station, as staff issue it."""
        return self.app.database.write(lambda work: self._code(work, name)).result()

    def remind(self, name: str) -> None:
        """On the morning of the next working day staff nudge a station that has been silent."""
        today = self.clock.now()
        tomorrow = working_days(today.date(), 1)[0]
        self.clock.at = datetime.combine(tomorrow, time(10), today.tzinfo)
        self.app.database.write(lambda work: self._remind(work, name)).result()
        self.running.settle()

    def wait(self, span: timedelta) -> None:
        """Time passes; what is due by then goes out."""
        self.clock.move(span)
        self.running.settle()

    def fail(self, trouble: str) -> None:
        """The vendor will refuse the next message that goes out."""
        assert self.case.vendor
        self.driver.fail_next(trouble)

    def _in(self, actor: Actor) -> str:
        accounts = [(self.driver.name, self.driver.account(actor.name))]
        now, rules = self.app.clock.now(), self.app.rules
        self.app.database.write(lambda work: enter(work, actor, accounts, rules, now)).result()
        return actor.name

    def _person(self, work: UnitOfWork, name: str) -> int:
        speaker = by_account(work, self.driver.name, self.driver.account(name))
        assert speaker
        return speaker.person_id

    def _move_in(self, work: UnitOfWork, name: str) -> None:
        person, now = self._person(work, name), self.app.clock.now()
        home = Account(channel="web", external_id=f"home-of-{name}", person_id=person, created_at=now)
        work.session.add(home)

    def _code(self, work: UnitOfWork, name: str) -> str:
        staff = Actor(f"staff-{next(self.numbers)}", "staff", jurisdiction="440000", staff_roles=("admin",))
        now, rules = self.app.clock.now(), self.app.rules
        office = by_person(work, enter(work, staff, [], rules, now))
        person = self._person(work, name)
        of = select(Qualification.id).join(Expert, Expert.id == Qualification.holder_id)
        return issue_code(work, office, work.session.scalars(of.where(Expert.person_id == person)).one(), now)

    def _remind(self, work: UnitOfWork, name: str) -> None:
        person, now = self._person(work, name), self.app.clock.now()
        of = select(Qualification).join(Station, Station.id == Qualification.holder_id)
        of = of.where(Qualification.holder == "station")
        held = work.session.scalars(of.where(Station.person_id == person)).one()
        held.silent_since = now.date() - timedelta(days=70)
        since, key = str(held.silent_since), f"nudge:{held.id}:{now}"
        notify(work, [Addressed(person, Nudge(held.id, since), key)], now)

    def _tell(self, work: UnitOfWork, account_id: int, reply: Reply) -> int:
        account = work.session.get_one(Account, account_id)
        now = self.app.clock.now()
        row = Outbox(
            person_id=account.person_id,
            account_id=account.id,
            kind="answer",
            facts={},
            shown=reply.to_json(),
            state="queued",
            due_at=now,
            created_at=now,
        )
        work.session.add(row)
        work.flush()
        return row.id


def text_of(replies: list[Reply]) -> str:
    """All that stands before a person."""
    return "\n".join("\n".join([reply.plain(), *(one.label for one in reply.choices)]) for reply in replies)


@pytest.fixture(scope="package", params=CASES)
def harness(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ChannelHarness]:
    """An application with the channel of this name; it lives for all tests of that channel."""
    case, clock = CASES[request.param], StoppedClock(MONDAY)
    driver = case.make(clock.now)
    with ExitStack() as ends:
        ends.enter_context(driver.open())
        database = newest.sqlite(tmp_path_factory.mktemp("channel") / "yiqi.db")
        running = ChannelApp(driver, database, clock)
        ends.callback(running.close)
        yield ChannelHarness(running, driver, clock, case, count(1))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of one channel in one process: aiogram takes seconds to import, and each running is set once."""
    for item in items:
        if "aiogram" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("aiogram"))
        elif "harness" in getattr(item, "fixturenames", ()) and isinstance(item, pytest.Function):
            item.add_marker(pytest.mark.xdist_group(str(item.callspec.params["harness"])))
