"""Every page with all that it loads is light: at most 60 KB gzipped, in either characters."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx
import pytest

from tests.web.conftest import Site, serving
from tests.web.console import at_desk, open_desks
from tests.web.furnished import HERE, furnish
from tests.web.test_console import _known
from tests.web.test_public import PAGES, announced, offered, publicised, specialised, told

MOST = 60 * 1024
OTHERS = ("/", "/chat/", "/staff/", "/offline", "/enter/link")
_LOADED = re.compile(
    r'<(?:script|img)[^>]* src="([^"]+)"|<link[^>]* rel="(?:stylesheet|icon|manifest)"[^>]* href="([^"]+)"'
    r'|<link[^>]* href="([^"]+)"[^>]* rel="(?:stylesheet|icon|manifest)"'
)
_IMPORTED = re.compile(r'(?:from|import\() ?"(\.[^"]+)"')


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, dict[str, int]]]:
    """A site with something on every page."""
    with serving(tmp_path_factory.mktemp("weight")) as site:
        ids = open_desks(site)
        furnish(site, ids)
        specialised(site, "劳动仲裁")
        announced(site)
        offered(site)
        told(site, "released")
        publicised(site)
        yield site, _known(site, ids)


def loaded(client: httpx.Client, path: str, status: int = 200) -> dict[str, int]:
    """What a browser loads for a page, gzipped, by address."""
    page = client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.status_code == status, path
    weights = {path: len(gzip.compress(page.content))}
    waiting = ["".join(found) for found in _LOADED.findall(page.text)]
    while waiting:
        address = waiting.pop()
        if address in weights or not address.startswith("/"):
            continue
        part = client.get(address)
        assert part.status_code == 200, (path, address)
        weights[address] = len(gzip.compress(part.content))
        if address.endswith(".js"):
            waiting += [urljoin(address, name) for name in _IMPORTED.findall(part.text)]
    return weights


@pytest.mark.parametrize("characters", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_a_page_for_everybody(full: tuple[Site, dict[str, int]], path: str, characters: str) -> None:
    client = full[0].client()
    client.get(f"/lang/{characters}")
    assert sum(loaded(client, path).values()) <= MOST


@pytest.mark.parametrize("characters", ["zh-Hans", "zh-Hant"])
def test_a_page_that_is_not_there(full: tuple[Site, dict[str, int]], characters: str) -> None:
    client = full[0].client()
    client.get(f"/lang/{characters}")
    assert sum(loaded(client, "/no-such-page", 404).values()) <= MOST


@pytest.mark.parametrize("route", HERE)
def test_a_page_of_the_console(full: tuple[Site, dict[str, int]], route: str) -> None:
    site, ids = full
    weights = loaded(at_desk(site, "lin").client, f"/console{route.format_map(ids)}")
    assert "/static/console.css" in weights
    assert sum(weights.values()) <= MOST


def test_a_chat_loads_its_scripts_one_from_the_other(full: tuple[Site, dict[str, int]]) -> None:
    weights = loaded(full[0].client(), "/chat/")
    assert {"/static/chat.js", "/static/lines.js", "/static/copy.js"} <= set(weights)
