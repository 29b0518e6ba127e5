"""Rosters as they come: what is in each and what a careful officer makes of it (`cases`), and how they were made (`make`)."""
