"""What a printer is asked and what it says."""
