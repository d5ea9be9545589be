"""What the lobby says aloud."""
