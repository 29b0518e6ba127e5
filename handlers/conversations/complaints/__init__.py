"""Talks about objections, complaints and suggestions."""
