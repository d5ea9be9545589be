"""What the kiosk shows, one page at a time."""
