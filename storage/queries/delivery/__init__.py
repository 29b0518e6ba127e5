"""What came in and what goes out: inbox, outbox, chat log, dead letters, what vendors lend."""
