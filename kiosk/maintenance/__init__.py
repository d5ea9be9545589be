"""What the staff do with the kiosk itself: behind a key and a PIN."""
