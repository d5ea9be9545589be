"""The staff's screen."""
