"""REMINDERS: the sweep over all that falls due, the one reader of all subjects."""
