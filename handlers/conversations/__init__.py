"""One file a conversation, on the shelf of its subject; each is found by itself."""
