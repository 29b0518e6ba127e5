"""审计存证 / the chain over the audit: its head, and whether it holds."""
