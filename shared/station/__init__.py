"""The processes of a station."""
