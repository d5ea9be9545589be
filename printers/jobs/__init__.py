"""Papers under way: kept, tried, settled."""
