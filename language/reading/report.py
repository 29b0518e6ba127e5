"""How much is right of the authors nothing was learnt from: `python -m language.reading.report`.

With `--keep FILE` what is right of each message is kept; with `--beside FILE` it is said what became right or wrong since.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import sqrt
from pathlib import Path

from language import read_diary, read_need
from language.normalise import normalise
from language.reading.examples import FOR_TESTS, FOR_TUNING, Example, examples

_NOON = datetime.fromisoformat("2026-11-27T12:00+08:00")
_SURE = 1.96
"""Standard deviations within which nineteen of twenty fall."""


def interval(right: int, of: int) -> tuple[float, float]:
    """Where the share lies that `right` of so many speak for (Wilson)."""
    share, spread = right / of, _SURE**2 / of
    middle, reach = share + spread / 2, _SURE * sqrt(share * (1 - share) / of + spread / 4 / of)
    return (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)


def report(authors: Sequence[str]) -> str:
    """A line for each figure of each author, and of all of them."""
    own = [one for one in examples() if one.author in authors]
    lines = []
    for author in (*authors, "all"):
        judged = [found for one in own if author in (one.author, "all") for found in _judged(one)]
        for figure in dict.fromkeys(name for name, _ in judged):
            hits = [hit for name, hit in judged if name == figure]
            low, high = interval(sum(hits), len(hits))
            lines.append(
                f"{author:16} {figure:14} {sum(hits):3} of {len(hits):3}  {sum(hits) / len(hits):.3f} ({low:.2f}–{high:.2f})"
            )
    return "\n".join(lines)


def _judged(example: Example) -> Iterator[tuple[str, bool]]:
    if example.kind == "diary":
        read = read_diary(example.text, _NOON)
        names = {normalise(name).text for name in read.names}
        yield ("names" if example.served else "none invented"), names == example.served
        yield "form", read.form == example.form
        return
    need = read_need(example.text, deep=False)
    yield "urgent", need.urgent == example.urgent
    yield "form wanted", need.form == example.form
    yield "enterprise", need.enterprise in example.served or (need.enterprise is None and not example.served)


def verdicts(authors: Sequence[str]) -> dict[str, bool]:
    """Whether each figure of each message is right."""
    own = [one for one in examples() if one.author in authors]
    return {f"{one.author}\t{figure}\t{one.text}": hit for one in own for figure, hit in _judged(one)}


def changes(before: Mapping[str, bool], after: Mapping[str, bool]) -> str:
    """What became right and what became wrong: how many of each author and figure, of messages that both know."""
    turned = Counter(
        (*key.split("\t")[:2], "right" if after[key] else "wrong")
        for key in before.keys() & after.keys()
        if before[key] != after[key]
    )
    return "\n".join(
        f"{author:16} {figure:14} became {now} {number:3}"
        for (author, figure, now), number in sorted(turned.items())
    )


def main(option: str = "", file: str = "") -> None:
    """Print the report, or keep its verdicts, or compare with those kept."""
    if option == "--keep":
        Path(file).write_text(json.dumps(verdicts((*FOR_TUNING, *FOR_TESTS)), ensure_ascii=False), "utf-8")
    elif option == "--beside":
        print(
            changes(json.loads(Path(file).read_text("utf-8")), verdicts((*FOR_TUNING, *FOR_TESTS)))
            or "nothing changed"
        )
    else:
        print(report(FOR_TUNING))
        print(report(FOR_TESTS))


if __name__ == "__main__":
    main(*sys.argv[1:3])
