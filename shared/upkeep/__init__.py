"""Copies, restore, archive, a new schema."""
