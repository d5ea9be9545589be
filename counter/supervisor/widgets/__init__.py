"""The panes of the supervisor's screen, drawn."""
