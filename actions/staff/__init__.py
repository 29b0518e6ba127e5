"""STAFF: colleagues and what they may do, dead letters, rule packs that are gone."""
