"""A person's whole copy of what is kept of them: one page that is read by people, with the same as JSON at its end for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Rows = Sequence[Mapping[str, Any]]
_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>我的信息</title>
<style>body{font:16px/1.6 sans-serif;max-width:48em;margin:1em auto;padding:0 1em}
h2{border-bottom:1px solid #ccc}dl{margin:0 0 1em;padding:.5em 1em;background:#f6f6f6}
dt{color:#666;font-size:.9em}dd{margin:0 0 .3em;white-space:pre-wrap;overflow-wrap:anywhere}pre{font-size:.8em;overflow:auto}</style>
</head><body>
"""


def page(title: str, tables: Mapping[str, Rows], names: Mapping[str, str]) -> bytes:
    """`tables`: by label, its rows; `names`: what columns are called. Values are what JSON can say."""
    parts = [_HEAD, f"<h1>{escape(title)}</h1>"]
    for label, rows in tables.items():
        parts.append(f"<h2>{escape(label)}（{len(rows)}）</h2>")
        parts += [_row(row, names) for row in rows]
    data = json.dumps(tables, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    parts.append(
        f'<h2>同样的内容，给程序读：本文件末尾，JSON</h2>\n<script type="application/json" id="data">{data}</script>\n'
    )
    parts.append("</body></html>\n")
    return "\n".join(parts).encode()


def data_of(content: bytes) -> Any:
    """What is at the end of a page for machines."""
    _, _, rest = content.decode().partition('id="data">')
    return json.loads(rest.partition("</script>")[0])


def _row(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    said = [
        f"<dt>{escape(names.get(name, name))}</dt><dd>{escape(_said(value))}</dd>"
        for name, value in row.items()
        if value not in (None, "", [], {})
    ]
    return f"<dl>{''.join(said)}</dl>"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)
