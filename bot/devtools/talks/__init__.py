"""What talks come to, taken together."""
