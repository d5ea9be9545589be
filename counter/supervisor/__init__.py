"""The whole hall on one screen, and the acts of who leads it."""
