"""The lists of the console, by one machinery: the address is the state."""
