"""People: who is speaking, and who is known."""
