"""What the screens of staff have in common: questions, keys typed, the day so far."""
