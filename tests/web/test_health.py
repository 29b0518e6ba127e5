"""What machines that watch the process are told, and who is told it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from bot.gateways import health
from tests.web.conftest import PEOPLE, Site, serving
from web.health import is_among

SAMPLE = re.compile(r'^([a-z_]+)(?:\{((?:[a-z_]+="[^"\n]*",?)*)\})? ([0-9.]+)$')


def figures(text: str) -> dict[tuple[str, str], float]:
    """{(name, labels): value}; every line that is no comment must be a sample."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            sample = SAMPLE.match(line)
            assert sample, line
            found[sample[1], sample[2] or ""] = float(sample[3])
    return found


def test_what_was_taken_and_what_waits_is_told_in_figures_and_nobody_is_named(own_site: Site) -> None:
    guest = own_site.newcomer()
    guest.say("我叫梁大海，电话13800001234，供应商拖欠海蛎款")
    answer = own_site.client().get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    told = figures(answer.text)
    assert told["yiqi_messages_taken_total", 'channel="web"'] == 1
    assert told["yiqi_messages_answered_total", 'channel="web"'] == 1
    assert ("yiqi_errors_total", "") in told
    assert ("yiqi_writer_queue_jobs", "") in told
    assert ("yiqi_outbox_overdue_seconds", "") in told
    for name in ("梁大海", "13800001234", "海蛎", *PEOPLE, *(actor.name for actor in PEOPLE.values())):
        assert name not in answer.text


def test_a_database_that_takes_nothing_is_not_ready_and_the_process_lives(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.3)
    client = own_site.client()
    assert client.get("/readyz").json() == {"ready": True, "reason": ""}
    other = sqlite3.connect(str(own_site.app.database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = client.get("/readyz")
    assert refused.status_code == 503
    assert refused.json() == {"ready": False, "reason": health.SILENT}
    assert client.get("/livez").status_code == 200
    other.execute("ROLLBACK")
    other.close()
    monkeypatch.setattr(health, "PATIENCE", 3)
    assert client.get("/readyz").status_code == 200


def test_one_that_is_being_stopped_is_not_ready(own_site: Site) -> None:
    own_site.pages.state.draining.set()
    refused = own_site.client().get("/readyz")
    assert (refused.status_code, refused.json()["reason"]) == (503, "正在停止 / being stopped")


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_other_addresses_are_told_nothing(tmp_path: Path, path: str) -> None:
    with serving(tmp_path, monitors=("10.0.0.0/8", "::1")) as site:
        refused = site.client().get(path)
        assert refused.status_code == 403
        assert "monitors" in refused.json()["error"]
        assert site.client().get("/livez").json() == {"ok": True}


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("127.0.0.1", True),
        ("::ffff:127.0.0.1", True),
        ("10.2.3.4", True),
        ("11.2.3.4", False),
        ("::2", False),
        ("testclient", False),
        ("", False),
    ],
)
def test_addresses_and_networks(address: str, allowed: bool) -> None:
    assert is_among(address, ["127.0.0.1", "10.0.0.0/8", "::1"]) == allowed
