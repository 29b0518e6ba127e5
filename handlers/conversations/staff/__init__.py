"""Talks of staff: decisions, colleagues, what waits."""
