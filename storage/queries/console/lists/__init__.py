"""The lists of the console: which columns, filters and orders each has."""
