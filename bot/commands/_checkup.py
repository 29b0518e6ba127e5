"""What `yiqi doctor` looks at: one function a matter, which says what it found and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, func, make_url, select
from sqlalchemy.exc import DBAPIError

from bot.clock import SHANGHAI
from bot.settings import Settings
from storage.encryption.keyring import KeysError
from storage.encryption.sources import KeyFile, keyring_of
from storage.migrate import NEWER, is_known, newest, revision_of
from storage.queries.delivery.backlog import by_state_and_channel, newest_received, overdue_seconds
from storage.queries.staff.drills import last_drill
from storage.reseal import check_keys

LATE = 300.0
"""Seconds after which what is due should long be out."""
AHEAD = timedelta(minutes=2)
EARLIEST = 2026
DRILLED_WITHIN = timedelta(days=3)
BEHIND = 90.0
"""Seconds that the copy of the log may be behind the newest message."""
GIGABYTE = 1 << 30
FULL, NEARLY_FULL = GIGABYTE // 4, 2 * GIGABYTE

Level = Literal["ok", "warning", "fault"]
MARKS: dict[Level, str] = {"ok": "好", "warning": "留意", "fault": "有问题"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a matter. A fault keeps Yiqi from its work; a warning is for the next days."""

    matter: str
    level: Level
    said: str


def look_at_keys(settings: Settings) -> Iterator[Finding]:
    """That the keys are there and can be read, without making any."""
    source = settings.keys_source
    if isinstance(source, KeyFile) and not source.path.exists():
        level: Level = "fault" if _has_database(settings) else "warning"
        said = f"没有钥匙文件 {source.path}：有数据就放回原来的；新装的，第一次启动会做一把。"
        yield Finding("钥匙", level, said)
        return
    try:
        keyring = keyring_of(source)
        yield Finding("钥匙", "ok", f"读得到，共 {len(keyring.ids)} 把，正在用 {keyring.newest.id}。")
    except (KeysError, OSError) as error:
        yield Finding("钥匙", "fault", f"{error}")


def look_at_database(settings: Settings, now: datetime) -> Iterator[Finding]:
    """That it answers, stands at the newest form, is sealed with these keys; then the clock and what waits."""
    if not _has_database(settings):
        yield Finding("数据库", "fault", "还没有：先运行 yiqi db upgrade。")
        return
    try:
        engine = settings.engine
        with engine.execution_options(readonly=True).connect() as connection:
            yield from _look_inside(connection, now)
            yield from look_at_copy(settings, connection)
        engine.dispose()
    except (DBAPIError, KeysError) as error:
        why = str(getattr(error, "orig", error)).strip().partition("\n")[0]
        yield Finding("数据库", "fault", f"连不上或读不了：{why}")


def look_at_disk(
    settings: Settings, free: Callable[[Path], int] = lambda path: shutil.disk_usage(path).free
) -> Iterator[Finding]:
    """Room beside an SQLite file, or where the process runs."""
    url = make_url(settings.database)
    on_sqlite = url.get_backend_name() == "sqlite" and url.database
    folder = Path(str(url.database)).absolute().parent if on_sqlite else Path.cwd()
    if not folder.is_dir():
        return
    left = free(folder)
    level: Level = "fault" if left < FULL else "warning" if left < NEARLY_FULL else "ok"
    then = "" if level == "ok" else "清理磁盘，或把备份挪走。"
    yield Finding("磁盘", level, f"{folder} 还剩 {left / GIGABYTE:.1f} GB。{then}")


def _look_inside(connection: Connection, now: datetime) -> Iterator[Finding]:
    revision = revision_of(connection)
    if revision is None:
        yield Finding("数据库", "fault", "里面没有表：先运行 yiqi db upgrade。")
    elif revision == newest():
        yield Finding("数据库", "ok", f"连得上，结构最新（{revision}）。")
        yield from _of_keys(connection)
        yield _clock(connection, now)
        yield from _backlog(connection, now)
        yield _drill(connection, now)
    elif is_known(revision):
        yield Finding("数据库", "warning", f"结构是旧的（{revision}）：下次启动会升级，先备份。")
    else:
        yield Finding("数据库", "fault", NEWER.format(revision=revision))


def _of_keys(connection: Connection) -> Iterator[Finding]:
    try:
        check_keys(connection)
    except KeysError as error:
        yield Finding("钥匙", "fault", str(error))


def _clock(connection: Connection, now: datetime) -> Finding:
    """A clock that went back puts every deadline in doubt; the database's own is another one on PostgreSQL."""
    if now.year < EARLIEST:
        return Finding("时钟", "fault", f"现在是 {_shown(now)}？打开时间同步（NTP）再启动。")
    newest_message = newest_received(connection)
    if newest_message and newest_message > now + AHEAD:
        said = f"比最近一条消息（{_shown(newest_message)}）还早：打开时间同步（NTP）。"
        return Finding("时钟", "fault", said)
    if connection.dialect.name == "postgresql":
        apart = abs((connection.execute(select(func.clock_timestamp())).scalar_one() - now).total_seconds())
        if apart > AHEAD.total_seconds():
            return Finding("时钟", "fault", f"和数据库的钟差 {apart:.0f} 秒：两台都打开时间同步（NTP）。")
    return Finding("时钟", "ok", f"{_shown(now)}。")


def _backlog(connection: Connection, now: datetime) -> Iterator[Finding]:
    late = overdue_seconds(connection, now)
    counts: dict[str, int] = {}
    for row in by_state_and_channel(connection):
        counts[row.state] = counts.get(row.state, 0) + row.count
    if late > LATE:
        said = (
            f"最早的一条过了时间 {late / 60:.0f} 分钟还没发：看 yiqi serve（或 worker）是不是在跑，再看日志。"
        )
        yield Finding("待发", "fault", said)
    else:
        yield Finding("待发", "ok", "没有该发没发的消息。")
    if stuck := counts.get("dead", 0) + counts.get("unknown", 0):
        yield Finding("没送到", "warning", f"{stuck} 条消息没送到人：工作人员在对话里说「死信」来办。")


def _drill(connection: Connection, now: datetime) -> Finding:
    drill = last_drill(connection)
    if drill is None:
        return Finding("备份", "warning", "还没有演练过：yiqi backup 做一份，yiqi drill 试着恢复一次。")
    day = f"{drill.at.astimezone(SHANGHAI):%m-%d %H:%M}"
    if not drill.passed:
        return Finding("备份", "warning", f"{day} 演练没有通过：{drill.why}")
    if now - drill.at > DRILLED_WITHIN:
        return Finding("备份", "warning", f"最近一次演练是 {day}：看定时的 yiqi drill 还在不在跑。")
    return Finding("备份", "ok", f"{day} 演练通过，{drill.seconds} 秒恢复好。")


def look_at_copy(settings: Settings, connection: Connection) -> Iterator[Finding]:
    """That the copy of SQLite's log, where one is wanted, has what came in last."""
    if not settings.ship_to or revision_of(connection) != newest():
        return
    copies = [file.stat().st_mtime for file in Path(settings.ship_to).glob("live-*.log")]
    last = newest_received(connection)
    if not copies:
        yield Finding(
            "日志副本", "warning", f"{settings.ship_to} 里还没有：启动 yiqi serve 后再看，还没有就看日志。"
        )
    elif last and last.timestamp() > max(copies) + BEHIND:
        yield Finding(
            "日志副本", "warning", f"{settings.ship_to} 里的旧了：看 yiqi serve 是不是在跑，再看日志。"
        )
    else:
        yield Finding("日志副本", "ok", f"跟得上，在 {settings.ship_to}。")


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _has_database(settings: Settings) -> bool:
    url = make_url(settings.database)
    return url.get_backend_name() != "sqlite" or bool(url.database and Path(url.database).is_file())
