"""Several files as one: a zip whose names are read everywhere, the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The files by their names, in their order, all of the moment `at`; a name may hold a folder («聘书/a.pdf»)."""
    written = BytesIO()
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            one = ZipInfo(name, moment)
            one.compress_type = ZIP_DEFLATED
            one.create_system, one.external_attr = 0, 0
            package.writestr(one, content)
    return written.getvalue()
