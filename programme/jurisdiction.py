"""Which places lie in which: codes of GB/T 2260 share the digits of what they lie in."""

from collections.abc import Iterable


def covers(jurisdiction: str | None, region: str | None) -> bool:
    """Whether `region` lies within `jurisdiction`; «000000» and «100000» are the whole country."""
    if jurisdiction is None:
        return False
    shared = prefix(jurisdiction)
    return not shared or (region is not None and region.startswith(shared))


def widest(offices: Iterable[str]) -> str | None:
    """The jurisdiction that holds most, for what lies in nobody's; of two alike, the first."""
    return min(offices, key=lambda office: len(prefix(office)), default=None)


def prefix(code: str) -> str:
    """«440800» → «4408»; the digits that everything beneath it shares."""
    if code in ("000000", "100000"):
        return ""
    for digits in (2, 4):
        if not code[digits:].strip("0"):
            return code[:digits]
    return code
