"""Values, lists and cards in words."""
