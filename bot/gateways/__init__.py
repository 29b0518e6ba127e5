"""What channels and pages hold in place of the whole application."""
