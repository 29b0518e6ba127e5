"""Why there is no backup, or nothing restored, in words for whoever runs Yiqi."""

from __future__ import annotations


class BackupError(Exception):
    """`str()` says what is in the way, and what to do."""
