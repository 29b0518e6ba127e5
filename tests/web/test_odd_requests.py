"""Odd requests get a clear answer, and never a 500."""

from __future__ import annotations

import sqlite3

import pytest

from bot.channels.web import adapter
from tests.web.conftest import Site

HUGE = "9" * 20


@pytest.mark.parametrize("path", [f"papers/{HUGE}/0", f"papers/0/{HUGE}", f"papers/{HUGE}/{HUGE}"])
def test_a_paper_beyond_all_numbers_is_not_there(site: Site, path: str) -> None:
    guest = site.newcomer()
    answer = guest.client.get(guest.home + path)
    assert answer.status_code == 404
    assert answer.json() == {"error": "没有这份材料。"}


def test_a_link_of_figures_is_not_there(site: Site) -> None:
    assert site.client().get(f"/papers/{HUGE}").status_code == 404


def test_half_a_character_is_no_text(site: Site) -> None:
    guest = site.newcomer()
    body = b'{"id": "0b2f9ab2-6b64-4f0a-8f43-6bb37a6de4b1", "text": "\\ud800"}'
    answer = guest.client.post(
        f"{guest.home}messages", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert "文字" in answer.json()["error"]


def test_what_was_seen_on_a_locked_database_is_to_be_said_again(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "PATIENCE", 0.3)
    guest = own_site.newcomer()
    other = sqlite3.connect(str(own_site.app.database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = guest.client.post(f"{guest.home}seen", json={"up_to": 1})
    assert refused.status_code == 503
    assert "忙" in refused.json()["error"]
    other.execute("ROLLBACK")
    other.close()
    monkeypatch.setattr(adapter, "PATIENCE", 20)
    assert guest.client.post(f"{guest.home}seen", json={"up_to": 1}).status_code == 200
