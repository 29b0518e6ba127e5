"""公示 as one HTML page, to be put on a site as it is: the same sentences, columns and rows as on paper, unsealed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from documents.annexes.publicity import COLUMNS, Publicity, said_of
from documents.papers.drafts import in_words

_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>@page{{size:A4;margin:37mm 26mm 35mm 28mm}}
body{{font:16pt/1.8 FangSong,"仿宋",serif;max-width:156mm;margin:1em auto;padding:0 1em;color:#000}}
h1{{font:22pt/1.4 "方正小标宋简体",SimSun,"宋体",serif;text-align:center}}p{{margin:0;text-indent:2em}}
table{{width:100%;border-collapse:collapse;margin:1em 0;font-size:12pt}}
th,td{{border:.5pt solid #000;padding:1.5mm 2mm;overflow-wrap:anywhere}}th{{font-family:SimHei,"黑体",sans-serif}}
thead{{display:table-header-group}}tr{{break-inside:avoid}}.c{{text-align:center}}
footer{{text-align:center;width:fit-content;margin:3em 2em 0 auto}}
@media print{{body{{max-width:none;margin:0;padding:0}}}}</style>
</head><body>
"""


def publicity_page(one: Publicity) -> bytes:
    """The list as a page that needs nothing beside it; no script, no picture."""
    columns = COLUMNS[one.kind]
    headings = "".join(f"<th>{escape(column.heading)}</th>" for column in columns)
    centred = [column.centred for column in columns]
    rows = [_row([str(place), *row], centred) for place, row in enumerate(one.rows, 1)]
    parts = [
        _HEAD.format(title=escape(one.title.replace("\n", ""))),
        f"<h1>{escape(one.title).replace(chr(10), '<br>')}</h1>",
        *(f"<p>{escape(said)}</p>" for said in said_of(one)),
        f"<table><thead><tr>{headings}</tr></thead><tbody>",
        *rows,
        "</tbody></table>",
        f"<footer>{escape(one.issuer)}<br>{in_words(one.first)}</footer>",
        "</body></html>\n",
    ]
    return "\n".join(parts).encode()


def _row(cells: Sequence[str], centred: Sequence[bool]) -> str:
    """Numbers and names in the middle, words left."""
    drawn = (
        f'<td class="c">{escape(cell)}</td>' if in_the_middle else f"<td>{escape(cell)}</td>"
        for cell, in_the_middle in zip(cells, centred, strict=True)
    )
    return f"<tr>{''.join(drawn)}</tr>"
