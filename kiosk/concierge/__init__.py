"""The kiosk by keyboard, for reception and volunteers: one key, one number."""
