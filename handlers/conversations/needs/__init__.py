"""Talks about needs."""
