"""How drawn rows come onto a terminal: the one place in shared/ that knows Textual."""
