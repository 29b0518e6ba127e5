"""Members of staff, and the rule packs that rows name."""
