"""What a station knows and does by itself."""
