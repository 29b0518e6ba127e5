"""What waits in a jurisdiction, and its year in figures."""
