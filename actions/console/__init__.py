"""CONSOLE: what only the pages for staff can do: take an act back, act on many rows, keep views."""
