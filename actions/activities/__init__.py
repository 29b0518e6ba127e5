"""ACTIVITIES: what experts and stations hold, trainings, and a station's plans and summaries."""
