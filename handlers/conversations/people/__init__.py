"""Talks about consent, binding, and what a guest may ask."""
