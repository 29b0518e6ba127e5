"""OUTSIDE: settings, composition root, intake, delivery, schedule, clock, command line, channels."""
