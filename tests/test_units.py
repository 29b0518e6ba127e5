"""The units of systemd are sound and hardened, where systemd's own checker is to be had."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[1] / "deploy" / "systemd"
EXPOSED_AT_MOST = 2.0
"""Of ten, for the unit that faces the network."""

pytestmark = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with a program and a manual that are there in place of Yiqi's."""
    for unit in UNITS.iterdir():
        said = re.sub(r"^ExecStart=/opt/yiqi/\S+", "ExecStart=/bin/true", unit.read_text("utf-8"), flags=re.M)
        (tmp_path / unit.name).write_text(re.sub(r"^Documentation=.*\n", "", said, flags=re.M), "utf-8")
    return tmp_path


def analyze(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words], cwd=units, capture_output=True, text=True, check=False, timeout=60
    )


def test_systemd_finds_no_fault_in_them(units: Path) -> None:
    names = sorted(f"./{unit.name}" for unit in units.iterdir())
    done = analyze(units, "verify", "--man=no", *names)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "yiqi" in line]) == (0, [])


def test_the_one_that_faces_the_network_can_do_little(units: Path) -> None:
    done = analyze(units, "security", "--offline=yes", "./yiqi.service")
    exposure = re.search(r"exposure level for yiqi.service: ([0-9.]+)", done.stdout)
    assert exposure, done.stderr
    assert float(exposure[1]) <= EXPOSED_AT_MOST
