"""One file a conversation; each is found by itself."""
