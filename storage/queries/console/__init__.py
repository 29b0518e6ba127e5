"""What the pages for staff read: acts that may be taken back, lists, people by name."""
