"""Training files, friendly and hostile."""
