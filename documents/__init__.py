"""Papers and pictures: what leaves the house as a file."""
