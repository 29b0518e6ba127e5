"""The page that says what a paper is worth, and papers by a link."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest
from sqlalchemy import select

from actions.titles.letters import letter_of
from actions.titles.paper_links import link_to
from actions.titles.paper_status import keys_of
from documents.papers.signed_file import read_file
from programme.centres import Centre
from storage.queries.titles.papers import PaperFacts
from storage.queries.titles.standing import qualification
from storage.tables import Qualification
from storage.unit_of_work import UnitOfWork
from tests.web.conftest import Site
from web import offline

CENTRE = Centre("440800", "湛江市中小企业服务中心", prefix="ZJ", site="https://yiqi.example.cn")


def issued(site: Site) -> tuple[PaperFacts, str]:
    """A letter of the first expert, and the link to it."""

    def issue(work: UnitOfWork) -> tuple[PaperFacts, str]:
        title = work.session.scalars(select(Qualification.id)).first()
        held = qualification(work, title or 0)
        assert held
        rules = site.app.rules.by(site.app.rules.calendar, (CENTRE,))
        letter = letter_of(work, held, rules, None, site.clock.now())
        return letter, link_to(work, letter, CENTRE.site, site.clock.now())

    return site.app.database.write(issue).result()


def test_a_number_shows_the_name_masked_and_a_token_shows_it(site: Site) -> None:
    letter, _ = issued(site)
    browser = site.client()
    page = browser.get("/v", params={"number": letter.number.lower()}).text
    assert "有效" in page
    assert letter.name not in page
    assert letter.name[0] + "＊" in page
    found = browser.post("/v", json={"token": letter.token}).json()
    assert (found["word"], dict(found["rows"])["姓名或单位"]) == ("有效", letter.name)


@pytest.mark.parametrize(
    ("typed", "word"), [("ZJ-P-2026-00001-A", "编号有误"), ("随便写的", "编号有误"), ("<script>", "编号有误")]
)
def test_what_is_no_number_is_said(site: Site, typed: str, word: str) -> None:
    page = site.client().get("/v", params={"number": typed}).text
    assert word in page
    assert "<script>" not in page


def test_a_forged_token_is_refused_with_its_word(site: Site) -> None:
    letter, _ = issued(site)
    browser = site.client()
    forged = browser.post("/v", json={"token": letter.token[:-2] + "AA"}).json()
    assert forged["word"] == "核验不通过"
    assert browser.post("/v", json={"token": "A" * 601}).status_code == 422


def test_a_link_gives_the_paper_as_it_was_issued(site: Site) -> None:
    letter, link = issued(site)
    answer = site.client().get(link.removeprefix(CENTRE.site))
    assert answer.headers["content-type"] == "application/pdf"
    assert "attachment" in answer.headers["content-disposition"]
    with site.app.database.read() as connection:
        assert read_file(answer.content, keys_of(connection)).number == letter.number
    assert site.client().get("/papers/AAAA").status_code == 404


@pytest.mark.parametrize("without", [False, True], ids=["own Ed25519", "vendored"])
def test_the_offline_verifier_needs_no_server(site: Site, tmp_path: Path, without: bool) -> None:
    """Run by Node, as a browser would: with its own Ed25519, and as one that has none."""
    node = which("node")
    if node is None:
        pytest.skip("no node here")
    letter, link = issued(site)
    content = site.client().get(link.removeprefix(CENTRE.site)).content
    forged = content[:1000] + bytes([content[1000] ^ 1]) + content[1001:]
    cases = {"paper.pdf": content, "forged.pdf": forged, "token": letter.token.encode()}
    cases |= {"wrong": (letter.token[:-2] + "AA").encode(), "link": f"yiqi:{letter.token}".encode()}
    for name, held in cases.items():
        (tmp_path / name).write_bytes(held)
    with site.app.database.read() as connection:
        keys = [key.hex() for key in keys_of(connection).values()]
    for name in ("noble-ed25519.js", "verify.js"):
        (tmp_path / name.replace(".js", ".mjs")).write_bytes((offline.HERE / name).read_bytes())
    (tmp_path / "run.mjs").write_text(RUN)
    run = [node, "run.mjs", json.dumps(keys), "without" if without else "", *cases]
    said = json.loads(subprocess.run(run, cwd=tmp_path, capture_output=True, check=True).stdout)
    assert [one.get("name") for one in said] == [letter.name, None, letter.name, None, letter.name]
    assert (said[1]["error"], said[3]["error"]) == ("文件被改动过", "签名不符，内容被改动过")
    assert said[0]["number"] == letter.number.replace("-", "")


def test_the_offline_page_holds_keys_and_verifier_and_asks_nobody() -> None:
    page = offline.offline_page([bytes(32)])
    assert f'["{"00" * 32}"]' in page
    assert "MIT License (c) 2019 Paul Miller" in page
    assert not re.search(r"@[A-Z]+@|<link|src=|fetch\(", page)


RUN = """
import { readFileSync } from "node:fs";
import { verifyAsync } from "./noble-ed25519.mjs";
import { readFile, readToken, tokenIn } from "./verify.mjs";
const [keys, without, ...names] = process.argv.slice(2);
if (without) crypto.subtle.importKey = () => Promise.reject(new Error("none"));
const said = [];
for (const name of names) {
  const held = readFileSync(name);
  const read = name.endsWith(".pdf") ? readFile(held, JSON.parse(keys), verifyAsync)
    : readToken(tokenIn(held.toString()), JSON.parse(keys), verifyAsync);
  said.push(await read.catch((error) => ({ error: error.message })));
}
console.log(JSON.stringify(said));
"""
