"""queue.db: the file, its locks and its schema."""
