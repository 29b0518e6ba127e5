"""演练：把最新的备份恢复到临时文件夹，查完整，放一段对话，结果记下来 / restore the newest backup, and try it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import click
from click.core import ParameterSource
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from actions.staff.drill import Drill, note_drill
from bot.clock import Clock, SystemClock
from bot.commands._sealing import data_keys_at_hand, own_key, sealing
from bot.commands._shared import existing
from bot.commands.restore import IN_THE_OPEN, NO_KEYS
from bot.devtools.replay.drill import talk_on
from bot.settings import Settings, load
from storage.backup import postgres
from storage.backup.errors import BackupError
from storage.backup.restore import restore
from storage.encryption.keyring import Keyring
from storage.encryption.sources import KeyFile, keyring_of
from storage.engine import make_engine
from storage.unit_of_work import UnitOfWork

NONE = "{where} 里没有备份（*.backup）：先做一份 yiqi backup。 / There is no backup."
NO_FILE = "备份文件或临时文件夹读写不了：{why}。"
NO_DATABASE = "演练用的库连不上或出了错：{why}。"
NO_DATA_KEYS = "备份恢复得出来，但数据钥匙不在，读不出里面的数据。 / The data keys are missing."


@click.command(help=__doc__)
@click.argument("where", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--database", default="", envvar="YIQI_RESTORE_TO", help="PostgreSQL 演练用的空库 / an empty database"
)
@sealing
@click.pass_context
def command(context: click.Context, where: Path, database: str, key: Path | None, key_command: str) -> None:
    """WHERE: a backup, or the folder that they lie in. The service is not touched; exit code 1 where the drill fails."""
    if (
        context.get_parameter_source("database") is ParameterSource.COMMANDLINE
        and make_url(database).password
    ):
        raise click.ClickException(IN_THE_OPEN)
    settings, clock = load(context.obj), SystemClock()
    data = data_keys_at_hand(settings)
    if (key and not key.is_file()) or (seal := own_key(key, key_command) or data) is None:
        raise click.ClickException(NO_KEYS.format(where=key or settings.keys))
    drill = _drilled(where, keyring_of(seal), database, keyring_of(data) if data else None, clock)
    _note(settings, drill, clock.now())
    click.echo(_said(drill))
    context.exit(0 if drill.passed else 1)


def _drilled(where: Path, seal: Keyring, database: str, keys: Keyring | None, clock: Clock) -> Drill:
    begun = monotonic()
    try:
        file = _newest(where)
        with TemporaryDirectory(prefix="yiqi-drill-") as folder:
            made_at = _tried(file, seal, Path(folder), database, keys, clock)
    except (BackupError, OSError, SQLAlchemyError) as error:
        return Drill(False, seconds=round(monotonic() - begun), why=_why(error))
    return Drill(True, made_at, round(monotonic() - begun), file.stat().st_size)


def _why(error: BackupError | OSError | SQLAlchemyError) -> str:
    """In Chinese; of a database only the kind of error, whose text may hold what stands in the rows."""
    if isinstance(error, OSError):
        return NO_FILE.format(why=error.strerror or type(error).__name__)
    if isinstance(error, SQLAlchemyError):
        return NO_DATABASE.format(why=type(error).__name__)
    return str(error).partition(" / ")[0]


def _tried(file: Path, seal: Keyring, folder: Path, database: str, keys: Keyring | None, clock: Clock) -> str:
    """Restore, check, and have somebody talk there; when the backup was made. Raises `BackupError`."""
    with postgres.emptied_after(database):
        done = restore(file, seal, folder / "restored", database, keys)
        own = keyring_of(KeyFile(done.keys)) if done.keys else keys
        if own is None:
            raise BackupError(NO_DATA_KEYS)
        if failures := talk_on(make_engine(done.database, own), folder, clock.now()):
            raise BackupError(failures[0])
    return done.manifest.made_at


def _newest(where: Path) -> Path:
    if where.is_file():
        return where
    found = sorted(where.glob("*.backup"), key=lambda file: file.stat().st_mtime)
    if not found:
        raise BackupError(NONE.format(where=where))
    return found[-1]


def _note(settings: Settings, drill: Drill, now: datetime) -> None:
    """Kept where digests and `yiqi doctor` find it."""
    engine = existing(settings)
    with engine.begin() as connection:
        note_drill(UnitOfWork(connection), drill, now)
    engine.dispose()


def _said(drill: Drill) -> str:
    if not drill.passed:
        return f"演练没有通过：{drill.why} / The drill failed."
    made = drill.made_at[:16].replace("T", " ")
    return f"演练通过：{made} 的备份，{drill.bytes / 1e6:.1f} MB，恢复、核对、对话一共 {drill.seconds} 秒。"
