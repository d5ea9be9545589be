"""Kiosk and concierge in the browser of a tablet, by textual-serve."""
