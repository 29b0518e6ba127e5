"""Holders whose day has come."""
