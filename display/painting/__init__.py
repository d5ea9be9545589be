"""How the lobby screens look: boards drawn on a canvas of dots."""
