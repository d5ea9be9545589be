"""Where a request meets the file, once."""
