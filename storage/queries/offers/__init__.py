"""Experts as the matcher needs them, and which of them changed."""
