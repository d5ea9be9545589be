"""A whole office in one terminal, in a throw-away folder."""
