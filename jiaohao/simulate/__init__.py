"""A day that is made up, by the real commands and rules."""
