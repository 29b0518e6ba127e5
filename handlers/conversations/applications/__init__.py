"""Talks about applications, rounds and recommendations."""
