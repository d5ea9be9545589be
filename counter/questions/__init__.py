"""What is asked of the clerk, and which key asks it."""
