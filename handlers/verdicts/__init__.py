"""The decisions of staff, by what they decide about."""
