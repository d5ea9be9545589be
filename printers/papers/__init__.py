"""The papers a person gets at a counter, and the one that tries a printer."""
