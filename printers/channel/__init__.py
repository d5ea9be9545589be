"""The way to a printer."""
