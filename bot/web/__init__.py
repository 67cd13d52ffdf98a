"""What a process shows on its own port to whoever watches it."""
