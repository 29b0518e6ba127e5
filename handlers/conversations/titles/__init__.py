"""Talks about a title that is held."""
