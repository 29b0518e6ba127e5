"""Diaries and ratings as queries."""
