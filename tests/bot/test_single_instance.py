"""One process on a SQLite file: the second is told so, in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.runtime.single_instance import InUse, single_instance

HOLD = """
import sys
from bot.runtime.single_instance import single_instance
with single_instance(sys.argv[1]):
    print('held', flush=True)
    sys.stdin.read()
"""


def test_a_second_process_on_one_file_refuses_until_the_first_is_gone_however_it_went(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'yiqi.db'}"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        with pytest.raises(InUse, match="一个 SQLite 文件只能由一个进程使用"), single_instance(database):
            pass
        first.kill()
    with single_instance(database):
        pass


def test_postgresql_takes_as_many_as_there_are() -> None:
    database = "postgresql+psycopg://yiqi@localhost/yiqi"
    with single_instance(database), single_instance(database):
        pass
