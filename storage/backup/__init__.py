"""Backups: one sealed file that holds a database as it is stored, and what is needed to begin anew from it (decision 0286)."""
