"""The kiosk's widgets, one a file."""
