"""One thin file a channel."""
