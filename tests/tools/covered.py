"""`python -m tests.tools.covered`: the share of lines and branches that the last `make coverage` came by.

Prints each package's share in percent and its five files with the most left; ends with 1 where one is below 95.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coverage import Coverage

AIM = 95
WORST = 5


def main() -> None:
    measured = Coverage()
    measured.load()
    files, packages = _files(measured), measured.config.source or []
    sys.exit(min(_show(package, files) for package in packages) < AIM)


def _files(measured: Coverage) -> Mapping[str, Any]:
    """What coverage counted, by file."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report))
        files: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["files"]
    return files


def _show(package: str, files: Mapping[str, Any]) -> float:
    inside = {name: file["summary"] for name, file in files.items() if name.startswith(f"{package}/")}
    all_parts = sum(part["num_statements"] + part["num_branches"] for part in inside.values())
    left = Counter({name: part["missing_lines"] + part["missing_branches"] for name, part in inside.items()})
    share: float = 100 * (1 - left.total() / all_parts)
    print(f"{package}: {share:.1f} %")
    for name, count in left.most_common(WORST):
        print(f"  {name}: {count} lines and branches left, {inside[name]['percent_covered']:.1f} %")
    return share


if __name__ == "__main__":
    main()
