"""Events, trainings, plans and summaries as queries."""
