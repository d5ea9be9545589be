"""What a lobby screen says."""
