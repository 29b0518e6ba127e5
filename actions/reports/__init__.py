"""REPORTS: digests, figures, the month and the year of a jurisdiction."""
