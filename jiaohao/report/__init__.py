"""The figures of an office, from its own events."""
