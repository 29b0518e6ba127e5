"""核对审计存证，说出改过、删掉、插入、截断的是哪一条 / whether the chain over the audit holds, and where it does not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from actions.audit_seal import Verdict, verify
from bot.commands._shared import existing
from bot.settings import load
from programme.audit_chain import Fault, Head, HeadError, read_head

SAID = {
    "altered": "第 {row} 条记录和封存时不一样（被改过，或它的链被改过） / altered",
    "deleted": "第 {row} 条记录被删掉了 / deleted",
    "unlinked": "链上第 {place} 位起缺了一段 / links are gone",
    "forgotten": "第 {row} 条记录的文字没有了，却没有注销的记录 / words are gone, and no erasure says so",
    "inserted": "第 {row} 条记录不在链上：是插进去的，或它的链被删了 / inserted, or its link was removed",
    "batch": "从第 {place} 位起的一批和封存时不一样 / a batch is not what was sealed",
    "truncated": "链在第 {place} 位之前断了，后面的没有了 / truncated",
    "rewritten": "第 {place} 位上不是当初印出的那个：链被整个改写过 / not the head that was printed",
}


def _head(context: click.Context, parameter: click.Parameter, value: str | None) -> Head | None:
    try:
        return read_head(value) if value is not None else None
    except HeadError:
        raise click.BadParameter(
            "链头要照原样写，比如 1234-8f3a… / a head as it was printed, such as 1234-8f3a…"
        ) from None


@click.command(help=__doc__)
@click.option("--head", "printed", callback=_head, help="以前印出的链头 / a head that was printed before")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(config: Path | None, printed: Head | None, as_json: bool) -> None:
    """Exit code 1 where it does not hold."""
    with existing(load(config)).execution_options(readonly=True).connect() as connection:
        verdict = verify(connection, printed)
    click.echo(json.dumps(_figures(verdict)) if as_json else _words(verdict))
    if verdict.faults:
        raise SystemExit(1)


def _figures(verdict: Verdict) -> dict[str, Any]:
    return {
        "holds": not verdict.faults,
        "head": str(verdict.head) if verdict.head else None,
        "sealed": verdict.head.place if verdict.head else 0,
        "unsealed": verdict.unsealed,
        "faults": [asdict(fault) for fault in verdict.faults],
    }


def _words(verdict: Verdict) -> str:
    sealed = verdict.head.place if verdict.head else 0
    counted = f"已封存 {sealed} 条，还没封存 {verdict.unsealed} 条"
    if not verdict.faults:
        return f"对得上：{counted}，链头 {verdict.head or '还没有'}。"
    return "\n".join([f"对不上，{len(verdict.faults)} 处（{counted}）：", *map(_said, verdict.faults)])


def _said(fault: Fault) -> str:
    return SAID[fault.kind].format(row=fault.row, place=fault.place)
