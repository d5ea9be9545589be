"""The rules of the queue, pure: no file, no screen."""
