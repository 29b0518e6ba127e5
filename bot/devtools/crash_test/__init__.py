"""`yiqi bench kills`: real processes under load, killed at random moments, and what came of every message."""
