"""Applications as queries."""
