"""What the panes of reception look like."""
