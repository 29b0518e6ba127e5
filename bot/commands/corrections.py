"""日记读错、改过的地方 / what writers of diaries put right, as lines that reading can learn from."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from pathlib import Path

import click

from bot.clock import SHANGHAI
from bot.commands._shared import DAY, existing
from bot.settings import load
from language.anonymise import Names
from language.discretion import called
from language.reading.corrected import SLOTS, compared, line, teaches
from storage.queries.delivery.heard import houses_named, people_named
from storage.queries.diaries.confirmed import confirmed

_HEAD = "# names only\n"


@click.command(help=__doc__)
@click.option("--from", "first", type=DAY, required=True, help="从哪一天 / first day")
@click.option("--to", "last", type=DAY, required=True, help="到哪一天（含） / last day, included")
@click.option(
    "--lines",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到文件，放进 language/data/reading 再训练 / write marked lines to a file, to be learnt from",
)
@click.pass_obj
def command(config: Path | None, first: datetime, last: datetime, target: Path | None) -> None:
    """Of those who consented alone; names are exchanged and the rest is masked, and a person reads the lines before they are used."""
    begins, ends = (datetime.combine(day.date(), time(), SHANGHAI) for day in (first, last + timedelta(1)))
    with existing(load(config)).connect() as connection:
        told = confirmed(connection, begins, ends)
        houses = houses_named(connection)
        known = Names(people_named(connection), {way for house in houses for way in called(house)})
    fates = [compared(one) for one in told]
    taught = sorted({line(one, known) for one, fate in zip(told, fates, strict=True) if teaches(fate)})
    if target:
        target.write_text(_HEAD + "".join(f"{one}\n" for one in taught), encoding="utf-8")
    click.echo(f"{len(told)} 篇日记，{len(taught)} 条可以学")
    for slot in SLOTS:
        tally = Counter(fate[slot] for fate in fates if slot in fate)
        click.echo(f"{slot:12} 读对 {tally['same']}　问了 {tally['asked']}　改过 {tally['put right']}")
