"""What who leads the hall is asked before an act."""
