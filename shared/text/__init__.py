"""What people read, in any language."""
