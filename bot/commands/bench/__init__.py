"""测速 / measure."""
