"""TALKING: conversations as forms, the same on every channel."""
