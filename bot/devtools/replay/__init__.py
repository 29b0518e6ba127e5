"""Talks as tests."""
