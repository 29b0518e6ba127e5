"""Strict fakes of the vendors' servers, on loopback: for tests, and to try a channel by hand."""
