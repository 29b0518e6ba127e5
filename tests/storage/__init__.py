"""Queries on each kind of database."""
