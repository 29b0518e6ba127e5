"""What runs: messages in, the writer to the database, the clock's work."""
