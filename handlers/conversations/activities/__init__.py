"""Talks about activities, trainings, plans and summaries."""
