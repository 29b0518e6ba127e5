"""Floors on the evaluation sets for developers, where they lie beside the repository."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.understand import understand
from language import read_need

SETS = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not SETS.is_dir(), reason="the evaluation sets are not here")


def _figures(kind: str, gold: str) -> dict[str, float]:
    out = io.StringIO()
    understand(kind, (SETS / gold).read_text(encoding="utf-8").splitlines(), out)
    scored = subprocess.run(
        [sys.executable, SETS / "score.py", kind, SETS / gold],
        input=out.getvalue(),
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(scored.stdout.splitlines()[-1])
    return figures


def test_diaries() -> None:
    figures = _figures("diary", "diary_dev.jsonl")
    assert figures["row_right"] >= 0.92
    assert min(figures[slot] for slot in ("date", "hours", "enterprises")) >= 0.97
    assert max(value for name, value in figures.items() if name.startswith("guessed_")) <= 0.01


def test_needs() -> None:
    figures = _figures("need", "need_slots_dev.jsonl")
    assert figures["row_right"] >= 0.85
    assert figures["domain_lenient"] >= 0.93
    assert figures["phone"] == 1
    assert min(figures["urgent"], figures["region"]) >= 0.95


def test_domains_without_the_extra() -> None:
    rows = [
        json.loads(line) for line in (SETS / "needs_zh_dev.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    right = sum(read_need(row["text"], deep=False).domain in (row["label"], *row["also"]) for row in rows)
    assert right / len(rows) >= 0.85
