"""A spare kiosk that asks how it was."""
