"""Talks about services: diary, rating, protection, progress."""
