"""What an office may be: office.toml."""
