"""Titles as queries: who holds them, how they stand, whose day has come."""
