"""The terminal, which replays and tests talk through too."""
