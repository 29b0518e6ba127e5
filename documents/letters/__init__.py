"""Papers that a centre stamps and that are nobody's list: decisions, notices, sheets to sign, reports; as Word."""
