"""Encryption at rest: keys, sealed columns, blind indexes, and the change to a new key (decision 0142)."""
