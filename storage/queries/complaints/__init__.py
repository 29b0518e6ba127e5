"""Cases as queries: what was brought, what may be objected to, what may be contested."""
