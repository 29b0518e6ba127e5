"""Digests and figures for staff, and the acts behind their lines."""
