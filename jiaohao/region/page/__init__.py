"""The page of a region: which office is emptiest."""
