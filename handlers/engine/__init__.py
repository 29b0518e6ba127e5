"""The form engine: from one message to the replies, the same for every form."""
