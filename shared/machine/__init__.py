"""This computer and its mount."""
