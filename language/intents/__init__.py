"""What a person wants: the intents, and reading one out of a message."""
