"""The parts of the counter's screen."""
