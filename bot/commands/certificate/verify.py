"""核验一份 PDF，或扫码得到的文字 / check a PDF, or what its QR code says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from actions.titles.paper_status import by_token
from bot.clock import SystemClock
from bot.commands._shared import FILE, existing
from bot.commands.certificate._keys import keys_from
from bot.settings import load
from documents.papers import tokens
from documents.papers.signed_file import read_file
from documents.papers.tokens import Claim, Forged, Keys


@click.command(help=__doc__)
@click.argument("file", type=FILE)
@click.option("--keys", type=FILE, default=None, help="公钥文件；不查登记簿 / keys; without the register")
@click.option("--name", default="", help="纸面上的姓名或单位，一起核对 / the name on the paper, compared too")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def command(context: click.Context, file: Path, keys: Path | None, name: str, as_json: bool) -> None:
    """Exit code 0 for a genuine paper that is valid, else 1; without the register validity is not asked."""
    known = keys_from(keys, context.obj)
    try:
        claim, token = _claim(file.read_bytes(), known)
        if name and name != claim.name:
            raise Forged(f"核验码是{claim.name}的，不是{name}的")
    except Forged as forged:
        _say({"genuine": False, "word": "核验不通过", "why": str(forged)}, as_json)
        context.exit(1)
    found = {"genuine": True, "word": "签名真实", "why": ""} | _plain(claim)
    if keys is None:
        with existing(load(context.obj)).connect() as connection:
            status = by_token(connection, token, SystemClock().now().date())
        found |= {"word": status.word, "why": status.note}
    _say(found, as_json)
    context.exit(0 if found["word"] in ("签名真实", "有效") else 1)


def _claim(content: bytes, keys: Keys) -> tuple[Claim, str]:
    """What is certified, and the token that says it."""
    if content.startswith(b"%PDF"):
        claim = read_file(content, keys)
        return claim, content.rpartition(b"%yiqi1 ")[2].split(b" ")[0].decode()
    token = content.decode("utf-8", "replace").strip().rpartition("#")[2].removeprefix("yiqi:")
    return tokens.read(token, keys), token


def _plain(claim: Claim) -> dict[str, Any]:
    until = claim.until.isoformat() if claim.until else None
    days = {"first": claim.first.isoformat(), "until": until, "hours": claim.hours or None}
    return {"number": claim.number, "name": claim.name} | days | {"issuer": claim.issuer}


def _say(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{found['word']}{'：' + found['why'] if found['why'] else ''}")
    for label, name in (("编号", "number"), ("姓名或单位", "name"), ("起", "first"), ("止", "until")):
        if found.get(name):
            click.echo(f"{label}：{found[name]}")
