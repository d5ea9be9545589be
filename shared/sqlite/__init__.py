"""queue.db: the one room that knows its SQL."""
