"""From the outbox to people: what is due, in words, sent, and what became of it."""
