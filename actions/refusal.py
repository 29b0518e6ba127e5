"""Refusals meant for people: a code for the log and the tests, a text for the person."""

from __future__ import annotations


class Refused(Exception):
    """The deed is not done, and nothing of it is kept. `text` says why, in Chinese."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
