"""How a lobby screen looks."""
