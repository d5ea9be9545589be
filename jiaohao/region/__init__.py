"""Many offices together: sending events to the region's database, and looking there."""
