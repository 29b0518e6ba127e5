"""The console: pages for staff, each a look at what is and forms that do one deed (decision 0289)."""
