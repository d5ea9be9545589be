"""Paper: what is on it, how it looks, where it goes."""
