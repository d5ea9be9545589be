"""Whether the share and the file can be trusted."""
