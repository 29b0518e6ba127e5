"""DIARIES: services recorded, rated, and protected on the spot."""
