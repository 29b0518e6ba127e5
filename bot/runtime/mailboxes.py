"""Channels whose people read from the database: what is kept there is sent."""

MAILBOXES = frozenset({"web", "terminal"})
