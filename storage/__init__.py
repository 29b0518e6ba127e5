"""KEEPING: tables, sessions and set-based queries on SQLite and PostgreSQL."""
