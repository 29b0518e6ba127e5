"""Set-based queries, one shelf a subject; no policy is decided here."""
