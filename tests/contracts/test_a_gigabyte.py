"""A gigabyte is backed up, brought back and looked over on a bare machine within two minutes."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import monotonic, process_time

import pytest

from bot.app import App
from bot.clock import StoppedClock
from bot.devtools.opened import open_app
from storage.tables import File, Inbox
from tests import newest
from tests.contracts.crowd import FIRM, arrive, rows, say
from tests.contracts.test_backup import configured, yiqi

PIECE = 4 << 20
GIGABYTE = 1 << 30
WITHIN = 120.0


def fill(app: App, size: int) -> None:
    """Papers of so many bytes altogether, as they are kept: sealed."""
    chance = Random(1)
    for number in range(size // PIECE):
        content = chance.randbytes(PIECE)

        def keep(work: object, number: int = number, content: bytes = content) -> None:
            row = File(key=f"big-{number}", account_id=1, media_type="application/pdf", content=content)
            row.created_at = app.clock.now()
            work.session.add(row)  # type: ignore[attr-defined]  # a unit of work

        app.database.write(keep).result()


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_gigabyte_is_brought_back_within_two_minutes(
    tmp_path: Path, clock: StoppedClock, own_keys: None, capsys: pytest.CaptureFixture[str]
) -> None:
    home, bare, file = configured(tmp_path / "home"), configured(tmp_path / "bare"), tmp_path / "a.backup"
    app = open_app(newest.sqlite(home / "yiqi.db"), clock=clock)
    arrive(app, FIRM)
    say(app, "张厂长", "供应商拖欠货款，合同纠纷，想找律师问问")
    fill(app, GIGABYTE)
    kept = rows(app, File), rows(app, Inbox)
    app.close()
    begun = monotonic()
    assert yiqi(home, "backup", file, "--key", tmp_path / "k", "--with-keys").exit_code == 0
    made, worked = monotonic(), process_time()
    done = yiqi(bare, "restore", file, "--to", bare, "--key", tmp_path / "k")
    seconds, worked = monotonic() - made, process_time() - worked
    assert done.exit_code == 0, done.output
    with capsys.disabled():
        print(
            f"\n{file.stat().st_size} bytes: backup {made - begun:.1f} s, restore {seconds:.1f} s, of it at work {worked:.1f} s"
        )
    restored = open_app(f"sqlite:///{bare / 'yiqi.db'}", clock=clock)
    assert (rows(restored, File), rows(restored, Inbox)) == kept
    restored.close()
    assert worked < WITHIN, "on a machine of its own"
