"""Types of files with sheets and tables, and how their names end."""

from __future__ import annotations

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
HTML = "text/html"
PDF = "application/pdf"
JSON = "application/json"
CALENDAR = "text/calendar"
ZIP = "application/zip"
SHEETS = frozenset({XLSX, XLS, DOCX, CSV})
"""What a roster comes in."""
ENDINGS = {
    XLSX: "xlsx",
    XLS: "xls",
    DOCX: "docx",
    CSV: "csv",
    HTML: "html",
    PDF: "pdf",
    JSON: "json",
    CALENDAR: "ics",
    ZIP: "zip",
    "image/jpeg": "jpeg",
}


def ending(media_type: str) -> str:
    """How the name of a file of this type ends."""
    return ENDINGS.get(media_type, media_type.rpartition("/")[2])
