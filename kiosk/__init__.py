"""The touch screen that gives out numbers."""
