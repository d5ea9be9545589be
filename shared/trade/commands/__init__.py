"""The commands: what each does and refuses."""
