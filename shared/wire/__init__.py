"""How an office is asked and what it tells."""
