"""`yiqi bench`: measured, never asserted."""
