"""The rows of an office and their SQL, in words that every store understands."""
