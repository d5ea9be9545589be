"""The pages of the kiosk: each painted from what is known, in any size."""
